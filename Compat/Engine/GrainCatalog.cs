using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>Which class answers to which grain interface.</summary>
internal sealed class GrainCatalog
{
    private readonly ConcurrentDictionary<Type, Binding> _bindings = new();
    private readonly Dictionary<string, GrainClass> _byKind = new(StringComparer.Ordinal);

    public GrainCatalog(GrainEngine engine)
    {
        foreach (var type in ProgramAssemblies.Find().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(engine, type);
            if (!_byKind.TryAdd(grainClass.Type.ToString(), grainClass))
            {
                throw new OrleansConfigurationException(
                    $"{type} and {_byKind[grainClass.Type.ToString()].ClrType} are both of kind '{grainClass.Type}'.");
            }
        }
    }

    public IReadOnlyCollection<GrainClass> Classes => _byKind.Values;

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IGrain).IsAssignableFrom(type)
        && type != typeof(IGrain) && type != typeof(IGrainWithStringKey) && type != typeof(IRemindable);

    public GrainClass? OfKind(string kind) => _byKind.GetValueOrDefault(kind);

    public GrainReference Refer(Type grainInterface, string key, string? classPrefix)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (classPrefix is null)
        {
            var binding = _bindings.TryGetValue(grainInterface, out var known)
                ? known
                : _bindings.GetOrAdd(grainInterface, type => Bind(type, ""));
            return binding.Proxy.Create(binding.Class, key);
        }

        var chosen = Bind(grainInterface, classPrefix);
        return chosen.Proxy.Create(chosen.Class, key);
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(Grain).IsAssignableFrom(type) && typeof(IGrainWithStringKey).IsAssignableFrom(type);

    private Binding Bind(Type grainInterface, string prefix)
    {
        var classes = _byKind.Values.Where(candidate => grainInterface.IsAssignableFrom(candidate.ClrType)
            && candidate.ClrType.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return classes.Count switch
        {
            1 => new Binding(classes[0], ProxyType.Of(grainInterface)),
            0 => throw new ArgumentException($"No grain class implements {grainInterface}."),
            _ => throw new ArgumentException($"More than one grain class implements {grainInterface}."),
        };
    }

    private sealed record Binding(GrainClass Class, ProxyType Proxy);
}
