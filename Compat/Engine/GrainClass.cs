using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>A grain class as references to its grains see it.</summary>
internal abstract class GrainClass
{
    public abstract GrainType Type { get; }

    public abstract GrainReference Refer(Type grainInterface, string key);
}
