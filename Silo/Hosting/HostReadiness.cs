using SunGov.Api.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>What /health/ready says.</summary>
internal sealed class HostReadiness : IReadiness
{
    private volatile Readiness _now = new(false, "starting");

    public Readiness Now => _now;

    /// <summary>True once the host gave up; it then stops.</summary>
    public bool Failed { get; private set; }

    public void Fails(string status)
    {
        Failed = true;
        Is(false, status);
    }

    public void Is(bool ready, string status) => _now = new Readiness(ready, status);
}
