using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>
/// Rules and states know nothing of Orleans, clock, storage, randomness or culture: time, ids and facts come in as
/// arguments (design section 2, style 7). Read from the compiled code, so that no alias hides a call.
/// </summary>
public sealed class Rules_are_pure
{
    private static readonly Regex Impure = new(
        @"^(Orleans|Npgsql|Dapper|System\.IO|System\.Net|System\.Threading|System\.Data|Microsoft\.Extensions)\b"
        + @"|^System\.(TimeProvider|Random|Environment|Console)\b|RandomNumberGenerator"
        + @"|^System\.(DateTime|DateTimeOffset)\.get_(Now|UtcNow|Today)|^System\.Guid\.NewGuid"
        + @"|CultureInfo\.get_Current|^System\.TimeZoneInfo\.get_Local");

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static IEnumerable<Type> PureTypes =>
        typeof(Decision<>).Assembly.GetTypes()
            .Where(type => IsPure(Outermost(type)));

    [Fact]
    public void A_rule_calls_nothing_that_could_answer_differently_tomorrow()
    {
        Assert.Contains(PureTypes, type => type.Name.EndsWith("Rules", StringComparison.Ordinal));
        Found.Nothing(
            from type in PureTypes
            from method in MethodsOf(type)
            from used in Used(method)
            where Impure.IsMatch(used)
            select $"{type.FullName}.{method.Name} uses {used}");
    }

    [Fact]
    public void Reading_compiled_code_finds_a_call_to_the_clock() =>
        Assert.Contains(
            MethodsOf(typeof(Rules_are_pure)).SelectMany(Used),
            used => Impure.IsMatch(used) && used.Contains("NewGuid", StringComparison.Ordinal));

    private static bool IsPure(Type type) =>
        Regex.IsMatch(type.Name, "(Rules|State)(`[0-9]+)?$")
        || (type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Rows", StringComparison.Ordinal));

    private static Guid ForTheReaderToFind() => Guid.NewGuid();

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all));
    }

    private static IEnumerable<string> Used(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < body.Length;)
        {
            var value = body[at] == 0xfe ? unchecked((short)(0xfe00 | body[at + 1])) : body[at];
            var code = OpCodesByValue[value];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod
                && Resolve(method, BitConverter.ToInt32(body, at)) is { DeclaringType: { } owner } used)
            {
                yield return $"{owner.FullName}.{used.Name}";
            }

            at += OperandSize(code, body, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token) =>
        method.Module.ResolveMethod(
            token,
            method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static int OperandSize(OpCode code, byte[] body, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
        _ => 4,
    };
}
