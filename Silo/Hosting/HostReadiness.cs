using SunGov.Api.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>What /health/ready says.</summary>
internal sealed class HostReadiness : IReadiness
{
    private volatile Readiness _now = new(false, "starting");

    public Readiness Now => _now;

    public void Is(bool ready, string status) => _now = new Readiness(ready, status);
}
