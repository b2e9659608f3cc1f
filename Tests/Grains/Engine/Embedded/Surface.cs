using System.Reflection;

namespace SunGov.Tests.Grains.Engine.Embedded;

/// <summary>Public types as lines of text that do not depend on where they were read from.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string Absent = "(names a type of a package that is not there)";

    /// <summary>What users of a type can write: its kind, its members, its values, where it may stand.</summary>
    public static IEnumerable<string> Of(Type type) =>
    [
        $"{Kind(type)} {Name(type)}",
        UsageOf(type),
        .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Line),
        .. type.GetMethods(Declared).Where(IsVisible).Select(Line),
        .. type.GetConstructors(Declared).Where(IsVisible).Select(Line),
    ];

    private static string Line(FieldInfo field)
    {
        var value = field is { IsLiteral: true, DeclaringType.IsEnum: true } ? $" = {field.GetRawConstantValue()}" : "";
        return $"{Shared(field.IsStatic)}{Name(field.FieldType)} {field.Name}{value}";
    }

    private static string Line(MethodBase method)
    {
        try
        {
            var arity = method.IsGenericMethodDefinition ? $"`{method.GetGenericArguments().Length}" : "";
            var result = method is MethodInfo { ReturnType: var type } ? Name(type) : "new";
            return $"{Shared(method.IsStatic)}{result} {method.Name}{arity}({List(method)})";
        }
        catch (FileNotFoundException)
        {
            return Absent;
        }
    }

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && !(method.IsConstructor && method.IsStatic);

    private static string Shared(bool isStatic) => isStatic ? "static " : "";

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => $"enum of {Enum.GetUnderlyingType(type).Name}",
        { IsValueType: true } => "struct",
        { BaseType.FullName: "System.MulticastDelegate" } => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string List(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(part => $"{Name(part.ParameterType)} {part.Name}"));

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "";
        var outer = type.DeclaringType is null ? type.Namespace : Name(type.DeclaringType);
        return $"{outer}.{type.Name}{arguments}";
    }

    private static string UsageOf(Type type)
    {
        var usage = type.GetCustomAttributesData().FirstOrDefault(IsUsage);
        var named = usage?.NamedArguments.Select(part => $"{part.MemberName} = {part.TypedValue.Value}").Order();
        return usage is null ? "" : $"on {usage.ConstructorArguments[0].Value} {string.Join(", ", named!)}";
    }

    private static bool IsUsage(CustomAttributeData data)
    {
        try
        {
            return data.AttributeType.FullName == "System.AttributeUsageAttribute";
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
