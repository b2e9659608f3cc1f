using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>
/// What crosses a grain's border is immutable and has a name of its own (design section 3, style 15).
/// </summary>
public sealed class Contracts_are_plain_values
{
    private static readonly Type[] All =
        [.. typeof(By).Assembly.GetExportedTypes().Where(type => !IsStatic(type))];

    private static IEnumerable<Type> Grains => All.Where(type => typeof(IGrain).IsAssignableFrom(type));

    private static IEnumerable<Type> Records =>
        All.Where(type => type is { IsInterface: false, IsEnum: false } && !typeof(Attribute).IsAssignableFrom(type));

    [Fact]
    public void A_contract_is_a_sealed_record_or_an_abstract_one_with_sealed_cases() =>
        Found.Nothing(Records.Where(type => !IsRecord(type) || !(type.IsSealed || type.IsAbstract)).Select(Name));

    [Fact]
    public void A_contract_is_marked_immutable() =>
        Found.Nothing(
            Records.Where(type => type.GetCustomAttribute<ImmutableAttribute>(inherit: false) is null).Select(Name));

    [Fact]
    public void A_contract_has_an_alias() =>
        Found.Nothing(
            Records.Concat(Grains)
                .Where(type => type.GetCustomAttribute<AliasAttribute>(inherit: false) is null)
                .Select(Name));

    [Fact]
    public void No_two_contracts_share_an_alias() =>
        Found.Nothing(
            All.Select(type => (Type: type, type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias))
                .Where(named => named.Alias is not null)
                .GroupBy(named => named.Alias)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key}: {string.Join(", ", same.Select(named => Name(named.Type)))}"));

    [Fact]
    public void Nothing_in_a_contract_can_be_changed_later()
    {
        var changeable =
            from type in Records
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                || IsMutable(property.PropertyType)
            select $"{Name(type)}.{property.Name}";
        Found.Nothing(changeable);
    }

    [Fact]
    public void A_grain_method_has_an_alias_of_its_own()
    {
        Assert.NotEmpty(Grains);
        Found.Nothing(
            from grain in Grains
            from method in grain.GetMethods()
            where method.GetCustomAttribute<AliasAttribute>() is null
            select $"{Name(grain)}.{method.Name}");
        Found.Nothing(
            from grain in Grains
            from same in grain.GetMethods().GroupBy(m => m.GetCustomAttribute<AliasAttribute>()?.Alias)
            where same.Count() > 1
            select $"{Name(grain)}: {same.Key}");
    }

    [Fact]
    public void A_grain_method_gives_a_task_and_takes_no_token() =>
        Found.Nothing(
            from grain in Grains
            from method in grain.GetMethods()
            where !typeof(Task).IsAssignableFrom(method.ReturnType)
                || method.IsGenericMethod
                || method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken))
            select $"{Name(grain)}.{method.Name}");

    [Fact]
    public void A_grain_has_a_string_key() =>
        Found.Nothing(Grains.Where(grain => !typeof(IGrainWithStringKey).IsAssignableFrom(grain)).Select(Name));

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || IsRecordStruct(type);

    private static bool IsRecordStruct(Type type) =>
        type.IsValueType
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static bool IsMutable(Type type) =>
        type.IsArray
        || (type.IsGenericType && type.Namespace == "System.Collections.Generic" && !type.IsValueType);

    private static string Name(Type type) => type.FullName ?? type.Name;
}
