using System.Reflection;
using Orleans;

namespace SunGov.Tests.Grains.Engine.Embedded;

/// <summary>The embedded engine and the genuine packages must not drift apart: there is one source.</summary>
public sealed class SameSurfaceAsOrleans : IDisposable
{
    /// <summary>Public types that are in other packages than the one compared; reviewed by hand.</summary>
    private static readonly string[] ElsewhereInOrleans =
    [
        "Orleans.AliasAttribute",
        "Orleans.ClientStreamingExtensions",
        "Orleans.CollectionAgeLimitAttribute",
        "Orleans.Configuration.GrainCollectionOptions",
        "Orleans.Configuration.MessagingOptions",
        "Orleans.Configuration.SiloMessagingOptions",
        "Orleans.GenerateSerializerAttribute",
        "Orleans.GrainReminderExtensions",
        "Orleans.GrainStreamingExtensions",
        "Orleans.Hosting.CoreHostingExtensions",
        "Orleans.Hosting.GrainCallFilterSiloBuilderExtensions",
        "Orleans.Hosting.ISiloBuilder",
        "Orleans.Hosting.ReminderOptions",
        "Orleans.Hosting.SiloBuilderExtensions",
        "Orleans.Hosting.SiloBuilderMemoryStreamExtensions",
        "Orleans.Hosting.SiloBuilderReminderMemoryExtensions",
        "Orleans.IClusterClient",
        "Orleans.IRemindable",
        "Orleans.IdAttribute",
        "Orleans.ImmutableAttribute",
        "Orleans.KeepAliveAttribute",
        "Orleans.Runtime.IGrainReminder",
        "Orleans.Runtime.StreamId",
        "Orleans.Runtime.TickStatus",
        "Orleans.Streams.AsyncObservableExtensions",
        "Orleans.Streams.IAsyncObservable`1",
        "Orleans.Streams.IAsyncObserver`1",
        "Orleans.Streams.IAsyncStream`1",
        "Orleans.Streams.IStreamProvider",
        "Orleans.Streams.StreamProviderExtensions",
        "Orleans.Streams.StreamSequenceToken",
        "Orleans.Streams.StreamSubscriptionHandle`1",
    ];

    private readonly MetadataLoadContext _metadata;
    private readonly Assembly _genuine;

    public SameSurfaceAsOrleans()
    {
        var path = typeof(SameSurfaceAsOrleans).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "OrleansCoreAbstractions").Value!;
        _metadata = new MetadataLoadContext(new Resolver());
        _genuine = _metadata.LoadFromAssemblyPath(path);
    }

    private static IEnumerable<Type> Ours => typeof(Grain).Assembly.GetExportedTypes()
        .Where(type => type.Namespace!.StartsWith("Orleans", StringComparison.Ordinal) && !type.IsNested);

    private static string Text(IEnumerable<string> lines) =>
        string.Join('\n', lines.Order(StringComparer.Ordinal));

    public void Dispose() => _metadata.Dispose();

    [Fact]
    public void Every_public_type_is_in_the_genuine_package_or_known_to_be_in_another_one()
    {
        var unknown = Ours.Where(type => _genuine.GetType(type.FullName!) is null).Select(type => type.FullName!);

        Assert.Equal(Text(ElsewhereInOrleans), Text(unknown));
    }

    [Fact]
    public void Every_public_member_is_as_the_genuine_one()
    {
        var drifted = new List<string>();
        foreach (var type in Ours)
        {
            if (_genuine.GetType(type.FullName!) is { } genuine)
            {
                var there = Surface.Of(genuine).ToHashSet(StringComparer.Ordinal);
                drifted.AddRange(Surface.Of(type).Where(line => !there.Contains(line))
                    .Select(line => $"{type.FullName}: {line}"));
            }
        }

        Assert.Equal("", Text(drifted));
    }

    /// <summary>The runtime's assemblies; packages that the compared one refers to may be absent.</summary>
    private sealed class Resolver : MetadataAssemblyResolver
    {
        private static readonly string[] Folders =
        [
            Path.GetDirectoryName(typeof(object).Assembly.Location)!,
            Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!,
            AppContext.BaseDirectory,
        ];

        public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName) =>
            Folders.Select(folder => Path.Combine(folder, assemblyName.Name + ".dll"))
                .FirstOrDefault(File.Exists) is { } path
                ? context.LoadFromAssemblyPath(path)
                : null;
    }
}
