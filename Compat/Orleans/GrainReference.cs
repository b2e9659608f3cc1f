using SunGov.Compat.Engine;

namespace Orleans.Runtime;

/// <summary>A reference to a grain: its calls go to the activation there is, or to a new one.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    /// <summary>Kind and key.</summary>
    public GrainId GrainId => new(Class.Type, IdSpan.Create(Key));

    internal GrainClass Class { get; }

    internal string Key { get; }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) =>
        other is not null && ReferenceEquals(Class, other.Class) && Key.Equals(other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainReference other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Key);

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>Takes a call on its way; the task is the answer.</summary>
    internal Task Send(GrainCall call)
    {
        call.Source = Activation.Current;
        return Class.Engine.OutgoingFilters.Length == 0 ? SendNow(call) : call.Filter(new OutgoingCall(call, this));
    }

    internal Task SendNow(GrainCall call)
    {
        if (!Class.Engine.Accepts(call))
        {
            call.Fail(new SiloUnavailableException("The silo is stopping."));
            return call.Answer;
        }

        call.Flow = RequestContext.Current;
        Class.Engine.Pending.Add(call);
        Class.Dispatch(call, Key);
        return call.Answer;
    }

    internal GrainReference As(Type grainInterface) => Class.Refer(grainInterface, Key);
}
