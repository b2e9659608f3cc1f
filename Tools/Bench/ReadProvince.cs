using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>As what somebody reads.</summary>
internal enum ReaderKind
{
    /// <summary>Leads projects.</summary>
    Applicant,

    /// <summary>Reviews for a legal entity or recommends for a city.</summary>
    Unit,

    /// <summary>Handles the programmes of a division.</summary>
    Officer,

    /// <summary>Sees every submitted project of the province.</summary>
    Everything,
}

/// <summary>A database with projects, and people who read, logged in.</summary>
/// <param name="Settings">For a host over it.</param>
/// <param name="Readers">Who reads.</param>
/// <param name="ThrownAway">Whether it goes with this process.</param>
internal sealed record ReadProvince(
    HostSettings Settings, ImmutableArray<(OpenSession Session, ReaderKind Kind)> Readers, bool ThrownAway)
    : IDisposable
{
    /// <summary>Of so many readers one sees everything, two are officers, three of units; the others lead.</summary>
    private const int OneTurn = 20;

    private const int Logins = 8;

    // People whom `load` made, those with the same role in turn over the alphabet of their keys.
    private const string People =
        """
        select key from (select key, row_number() over (order by key) n, count(*) over () all_of_them from person
            where key like 'load-%' and roles && $1) p
        where (n - 1) * $2 / all_of_them <> n * $2 / all_of_them order by key limit $2
        """;

    /// <summary>Loads a throw-away database.</summary>
    public static async Task<ReadProvince> MakeAsync(LoadPlan plan, int users)
    {
        var (settings, watch) = (await BenchServer.StartAsync(), Stopwatch.StartNew());
        await LoadStory.AddAsync(settings, plan, said => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:F0} s  {said}")));
        return await OpenAsync(settings, users, thrownAway: true);
    }

    /// <summary>Takes a database that `load` filled.</summary>
    public static async Task<ReadProvince> OpenAsync(HostSettings settings, int users, bool thrownAway = false)
    {
        await using var app = await SunGovHost.StartAsync(
            settings with { Address = "http://127.0.0.1:0", WebFolder = null },
            services => services.AddLogging(log => log.ClearProviders()));
        await using var source = NpgsqlDataSource.Create(settings.DatabaseOwner);
        var wanted = Enumerable.Range(0, users).Select(KindOf).CountBy(kind => kind).ToDictionary();
        var people = new Dictionary<ReaderKind, List<string>>();
        foreach (var (kind, count) in wanted)
        {
            people[kind] = await PeopleAsync(source, RolesOf(kind), count);
            if (people[kind].Count == 0)
            {
                throw new InvalidOperationException($"there is nobody to read as {kind}; fill the database by load");
            }
        }

        var readers = new (OpenSession, ReaderKind)[users];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Logins };
        await Parallel.ForAsync(0, users, options, async (n, _) =>
        {
            var (kind, of) = (KindOf(n), people[KindOf(n)]);
            readers[n] = (await OpenSession.OfAsync(app.Services, of[n % of.Count]), kind);
        });
        Console.WriteLine(await SizeAsync(source));
        await app.StopAsync();
        return new ReadProvince(settings, [.. readers], thrownAway);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ThrownAway)
        {
            Directory.Delete(Settings.DataFolder, recursive: true);
        }
    }

    private static ReaderKind KindOf(int user) => (user % OneTurn) switch
    {
        0 => ReaderKind.Everything,
        1 or 2 => ReaderKind.Officer,
        3 or 4 or 5 => ReaderKind.Unit,
        _ => ReaderKind.Applicant,
    };

    private static string[] RolesOf(ReaderKind kind) =>
        LoadWords.Shipped.Readers.Single(known => Enum.Parse<ReaderKind>(known.Key, ignoreCase: true) == kind).Value;

    private static async Task<List<string>> PeopleAsync(NpgsqlDataSource source, string[] roles, int count)
    {
        await using var query = source.CreateCommand(People);
        query.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = roles });
        query.Parameters.Add(new NpgsqlParameter<long> { TypedValue = count });
        await using var reader = await query.ExecuteReaderAsync();
        var people = new List<string>();
        while (await reader.ReadAsync())
        {
            people.Add(reader.GetString(0));
        }

        return people;
    }

    private static async Task<string> SizeAsync(NpgsqlDataSource source)
    {
        await using var query = source.CreateCommand(
            """
            select (select count(*) from project) || ' projects, '
                || (select count(*) from project where holders <> '{}') || ' of them with open tasks, '
                || (select count(*) from programme) || ' programmes, '
                || (select count(*) from call where published and now() between opens_at and closes_at)
                || ' open calls, ' || (select count(*) from journal) || ' entries'
            """);
        return (string)(await query.ExecuteScalarAsync())!;
    }
}
