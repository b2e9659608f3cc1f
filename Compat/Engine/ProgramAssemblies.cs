using System.Reflection;

namespace SunGov.Compat.Engine;

/// <summary>The program's own assemblies: those that refer to this one, loaded or named by a loaded one.</summary>
internal static class ProgramAssemblies
{
    private static readonly string Own = typeof(ProgramAssemblies).Assembly.GetName().Name!;

    public static IReadOnlyCollection<Assembly> Find()
    {
        var prefix = Own[..(Own.IndexOf('.', StringComparison.Ordinal) + 1)];
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(
            AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            var name = assembly.GetName().Name!;
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !found.TryAdd(name, assembly))
            {
                continue;
            }

            foreach (var named in assembly.GetReferencedAssemblies())
            {
                if (named.Name!.StartsWith(prefix, StringComparison.Ordinal) && !found.ContainsKey(named.Name))
                {
                    open.Enqueue(Assembly.Load(named));
                }
            }
        }

        return found.Values;
    }
}
