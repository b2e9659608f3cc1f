using System.Collections.Immutable;

namespace SunGov.Grains.Programmes;

/// <summary>Sections that are filled again and again are one list of all their fields.</summary>
public static class RepeatingSections
{
    /// <summary>Name of the list in the section's content.</summary>
    public const string Entries = "entries";

    /// <summary>What the section's content is made of: its fields, or the list of them.</summary>
    public static ImmutableArray<FieldDefinition> Whole(this SectionDefinition section) =>
        section.Repeats is { } repeats
        ?
        [
            new FieldDefinition
            {
                Id = Entries,
                Kind = FieldKind.Entries,
                Name = section.Name,
                Columns = section.Fields,
                MinItems = repeats.Min,
                MaxItems = repeats.Max,
                Required = repeats.Min > 0,
            },
        ]
        : section.Fields;

    /// <summary>Whether it is a list of rows or entries.</summary>
    public static bool IsList(this FieldDefinition field) =>
        field.Kind is FieldKind.Table or FieldKind.MemberTable or FieldKind.Entries;
}
