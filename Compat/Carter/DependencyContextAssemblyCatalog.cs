using System.Reflection;
using SunGov.Compat.Engine;

namespace Carter;

/// <summary>The assemblies in which modules are looked for.</summary>
public class DependencyContextAssemblyCatalog
{
    private readonly Assembly[]? _given;

    /// <summary>The program's assemblies that use this one.</summary>
    public DependencyContextAssemblyCatalog()
    {
    }

    /// <summary>Just these assemblies.</summary>
    public DependencyContextAssemblyCatalog(params Assembly[] assemblies) => _given = assemblies;

    /// <summary>The assemblies.</summary>
    public virtual IReadOnlyCollection<Assembly> GetAssemblies() => _given ?? [.. ProgramAssemblies.Find()];
}
