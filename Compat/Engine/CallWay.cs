using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>A call on its way through filters.</summary>
internal abstract class CallWay(GrainCall call) : IGrainCallContext
{
    private int _step;

    public abstract object Grain { get; }

    public abstract GrainId TargetId { get; }

    public GrainId? SourceId => Call.Source?.GrainId;

    public string InterfaceName => Call.Method.InterfaceName;

    public string MethodName => Call.Method.Method.Name;

    public MethodInfo InterfaceMethod => Call.Method.Method;

    public object? Result { get; set; }

    protected GrainCall Call { get; } = call;

    /// <summary>Goes on; each filter calls this at most once.</summary>
    public async Task Invoke()
    {
        var step = _step++;
        if (step < FilterCount)
        {
            await Pass(step);
            return;
        }

        var running = Arrive();
        await running;
        Result = Call.ResultOf(running);
    }

    protected abstract int FilterCount { get; }

    protected abstract Task Pass(int filter);

    protected abstract Task Arrive();
}

/// <summary>A call arriving at its grain, within the grain's turn.</summary>
internal sealed class IncomingCall(GrainCall call, Activation activation) : CallWay(call), IIncomingGrainCallContext
{
    private readonly IIncomingGrainCallFilter[] _filters = activation.Class.Engine.IncomingFilters;
    private readonly IIncomingGrainCallFilter? _own = activation.Grain as IIncomingGrainCallFilter;

    public override object Grain => activation.Grain;

    public override GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => activation.Class.ImplementationOf(InterfaceMethod);

    protected override int FilterCount => _filters.Length + (_own is null ? 0 : 1);

    protected override Task Pass(int filter) =>
        filter < _filters.Length ? _filters[filter].Invoke(this) : _own!.Invoke(this);

    protected override Task Arrive() => Call.Call(activation.Grain);
}

/// <summary>A call leaving its caller.</summary>
internal sealed class OutgoingCall(GrainCall call, GrainReference target) : CallWay(call), IOutgoingGrainCallContext
{
    private readonly IOutgoingGrainCallFilter[] _filters = target.Class.Engine.OutgoingFilters;

    public override object Grain => target;

    public override GrainId TargetId => target.GrainId;

    public IGrainContext? SourceContext => Call.Source;

    protected override int FilterCount => _filters.Length;

    protected override Task Pass(int filter) => _filters[filter].Invoke(this);

    protected override Task Arrive() => target.SendNow(Call);
}
