using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads the name of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>Kind and key of this grain or reference.</summary>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException("Neither a grain of this engine nor a reference to one.", nameof(grain)),
        };
    }

    /// <summary>The string key of this grain or reference.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to the same grain by another of its interfaces.</summary>
    /// <exception cref="InvalidCastException">The grain's class does not have the interface.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain switch
        {
            GrainReference already => already,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw new ArgumentException("Neither a grain of this engine nor a reference to one.", nameof(grain)),
        };
        return (TGrainInterface)(object)reference.As(typeof(TGrainInterface));
    }
}
