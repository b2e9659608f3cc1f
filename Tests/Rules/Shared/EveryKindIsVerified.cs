using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>`verify` knows the kind of every grain that keeps a journal.</summary>
public sealed class EveryKindIsVerified
{
    [Fact]
    public void The_kind_of_every_decided_grain_is_found()
    {
        var assembly = typeof(IJournal).Assembly;
        var known = Kinds.Of(assembly).All.Values.Select(kind => kind.GetType()).ToHashSet();
        var wanted = assembly.GetTypes().Where(type => !type.IsAbstract).Select(KindOf).OfType<Type>();

        Assert.Empty(wanted.Where(kind => !known.Contains(kind)).Select(kind => kind.ToString()));
    }

    private static Type? KindOf(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(DecidedGrain<,>))
            {
                return typeof(Kind<,>).MakeGenericType(at.GetGenericArguments());
            }
        }

        return null;
    }
}
