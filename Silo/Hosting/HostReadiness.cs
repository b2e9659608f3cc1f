using SunGov.Api.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>What /health/ready says.</summary>
internal sealed class HostReadiness : IReadiness
{
    private readonly TaskCompletionSource<bool> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Readiness _now = new(false, "starting");

    public Readiness Now => _now;

    /// <summary>True once ready, false once the host gave up; it then stops.</summary>
    public Task<bool> Settled => _settled.Task;

    public void Waits(string status) => _now = new Readiness(false, status);

    public void Ready()
    {
        _now = new Readiness(true, "ready");
        _settled.TrySetResult(true);
    }

    public void Fails(string status)
    {
        _now = new Readiness(false, status);
        _settled.TrySetResult(false);
    }
}
