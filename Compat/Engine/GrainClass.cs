using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>A grain class: how its activations are made and kept, and the directory of those there are.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, IRequestTarget> _directory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();
    private readonly ObjectFactory _factory;

    public GrainClass(GrainEngine engine, Type type)
    {
        Engine = engine;
        ClrType = type;
        Type = GrainType.Create(KindOf(type));
        Interfaces = [.. type.GetInterfaces().Where(GrainCatalog.IsGrainInterface)];
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxWorkers ?? 0;
        HasOnActivate = Overrides(nameof(Grain.OnActivateAsync), typeof(CancellationToken));
        HasOnDeactivate = Overrides(
            nameof(Grain.OnDeactivateAsync), typeof(DeactivationReason), typeof(CancellationToken));
        IsFiltered = engine.IncomingFilters.Length > 0 || typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        Age = AgeOf(type, engine);
        _factory = ActivatorUtilities.CreateFactory(type, System.Type.EmptyTypes);
    }

    public GrainEngine Engine { get; }

    public Type ClrType { get; }

    public GrainType Type { get; }

    public Type[] Interfaces { get; }

    /// <summary>Of a stateless worker: at most this many activations of one key; else 0.</summary>
    public int MaxWorkers { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    public bool IsFiltered { get; }

    /// <summary>How long activations stay unused; null: for ever.</summary>
    public TimeSpan? Age { get; }

    public IEnumerable<Activation> Activations => _directory.Values.SelectMany(target => target switch
    {
        WorkerPool pool => pool.Workers(),
        _ => [(Activation)target],
    });

    public static string KindOf(Type type)
    {
#pragma warning disable CA1308 // The genuine engine names kinds in lower case.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }

    public Grain Create(IServiceProvider services) => (Grain)_factory(services, null);

    public GrainReference Refer(Type grainInterface, string key) =>
        grainInterface.IsAssignableFrom(ClrType)
            ? ProxyType.Of(grainInterface).Create(this, key)
            : throw new InvalidCastException($"{ClrType.Name} is not an {grainInterface.Name}.");

    public void Dispatch(Request request, string key)
    {
        while (true)
        {
            if (!_directory.TryGetValue(key, out var target))
            {
                target = _directory.GetOrAdd(key, static (name, self) => self.NewTarget(name), this);
            }

            if (target.Receive(request))
            {
                return;
            }
        }
    }

    public void Remove(string key, IRequestTarget target) =>
        _directory.TryRemove(new KeyValuePair<string, IRequestTarget>(key, target));

    public MethodInfo ImplementationOf(MethodInfo interfaceMethod) =>
        _implementations.GetOrAdd(interfaceMethod, method =>
        {
            var map = ClrType.GetInterfaceMap(method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
        });

    private static TimeSpan? AgeOf(Type type, GrainEngine engine)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        return type.IsDefined(typeof(KeepAliveAttribute)) || limit is { AlwaysActive: true }
            ? null
            : limit?.AgeLimit ?? engine.Collection.CollectionAge;
    }

    private IRequestTarget NewTarget(string key) =>
        MaxWorkers > 0 ? new WorkerPool(this, key) : new Activation(this, key, null);

    private bool Overrides(string method, params Type[] parameters) =>
        ClrType.GetMethod(method, parameters)!.DeclaringType != typeof(Grain);
}
