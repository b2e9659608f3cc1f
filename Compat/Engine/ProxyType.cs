using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>
/// The emitted reference class of a grain interface: each method wraps its arguments in a call of an emitted class of
/// its own, which in the grain's turn calls the method on the grain object without reflection.
/// </summary>
internal sealed class ProxyType
{
    private static readonly ConcurrentDictionary<Type, Lazy<ProxyType>> Known = new();
    private static readonly ProxyModule Module = new();

    private readonly Func<GrainClass, string, GrainReference> _create;

    private ProxyType(Func<GrainClass, string, GrainReference> create) => _create = create;

    public static ProxyType Of(Type grainInterface) =>
        Known.GetOrAdd(grainInterface, type => new Lazy<ProxyType>(() => Emit(type))).Value;

    public GrainReference Create(GrainClass grainClass, string key) => _create(grainClass, key);

    private static ProxyType Emit(Type grainInterface)
    {
        var methods = grainInterface.GetInterfaces().Prepend(grainInterface)
            .SelectMany(type => type.GetMethods())
            .Where(method => method is { IsStatic: false, IsAbstract: true })
            .ToArray();
        lock (Module)
        {
            var type = Module.EmitReference(grainInterface, methods);
            type.GetField(ProxyModule.MethodsField)!.SetValue(null, Array.ConvertAll(methods, Describe));
            return new ProxyType(type.GetMethod(ProxyModule.CreateMethod)!
                .CreateDelegate<Func<GrainClass, string, GrainReference>>());
        }
    }

    private static GrainMethod Describe(MethodInfo method)
    {
        var mode = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? RequestMode.Interleaving
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? RequestMode.ReadOnly
            : RequestMode.Exclusive;
        return new GrainMethod(method, method.DeclaringType!.FullName!, mode);
    }
}
