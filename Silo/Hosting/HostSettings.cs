using System.Globalization;
using System.Net;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Hosting;

/// <summary>What the host is told by its command line and environment.</summary>
/// <param name="Address">Where to listen, e.g. http://127.0.0.1:8080; port 0 takes a free one.</param>
/// <param name="Database">Connection string of the application's role (SUNGOV_DB).</param>
/// <param name="DatabaseOwner">Connection string of the owner, for migrations (SUNGOV_DB_OWNER).</param>
/// <param name="DataFolder">Folder of files and, in development, of the master key (SUNGOV_DATA).</param>
public sealed record HostSettings(string Address, string Database, string DatabaseOwner, string DataFolder)
{
    /// <summary>Loads the demo, and accepts its precomputed password hashes (--demo).</summary>
    public bool Demo { get; init; }

    /// <summary>Folder of the built web (SUNGOV_WEB); null where it is served elsewhere.</summary>
    public string? WebFolder { get; init; }

    /// <summary>File that takes the log besides the console (SUNGOV_LOG_FILE); null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Login attempts per network address and minute (SUNGOV_LOGINS_PER_MINUTE).</summary>
    public int LoginsPerMinute { get; init; } = 60;

    /// <summary>Objections to publications per network address and hour (SUNGOV_OBJECTIONS_PER_HOUR).</summary>
    public int ObjectionsPerHour { get; init; } = 30;

    /// <summary>
    /// How long ended sessions, read and unread messages are kept (SUNGOV_SESSION_DAYS, SUNGOV_READ_MESSAGE_DAYS,
    /// SUNGOV_UNREAD_MESSAGE_DAYS).
    /// </summary>
    public RetentionTimes Retention { get; init; } = RetentionTimes.Default;

    /// <summary>Font file that documents embed (SUNGOV_FONT); null for the first of the known places.</summary>
    public string? PrintFont { get; init; }

    /// <summary>Where people reach the platform, e.g. https://example.cn (SUNGOV_ADDRESS); null if not told.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>How long messages of a bulk act wait, so that it can be undone (SUNGOV_MESSAGE_PAUSE, s).</summary>
    public TimeSpan MessagePause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Organisations whose definitions one person proposes and another confirms (SUNGOV_SECOND_APPROVER, their ids,
    /// comma-separated; <c>*</c> for all).
    /// </summary>
    public IReadOnlyList<string> SecondApprovers { get; init; } = [];

    /// <summary>Proxies whose X-Forwarded-For and -Proto are believed (SUNGOV_PROXIES, comma-separated).</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>How this silo stands among others.</summary>
    public SiloSettings Silo { get; init; } = SiloSettings.Alone;

    /// <summary>What the command line looks like.</summary>
    public const string Usage = """
        SunGov.Silo [--urls ADDRESS] [--demo]      run; SUNGOV_DB names the database, see docs/operations.md
        SunGov.Silo --openapi FILE                 write the OpenAPI document
        """;

    /// <summary>Reads command line and environment; throws <see cref="StartException"/> with the remedy.</summary>
    public static HostSettings Read(string[] args, Func<string, string?> environment)
    {
        var address = environment("ASPNETCORE_URLS") ?? "http://127.0.0.1:8080";
        var demo = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--demo":
                    demo = true;
                    break;
                case "--urls" when i + 1 < args.Length:
                    address = args[++i];
                    break;
                default:
                    throw new StartException($"'{args[i]}' is not understood\n{Usage}");
            }
        }

        var database = Given(environment, "SUNGOV_DB")
            ?? throw new StartException("SUNGOV_DB is not set; it names the database, or start with ./sungov up");
        return new HostSettings(
            address,
            database,
            Given(environment, "SUNGOV_DB_OWNER") ?? database,
            Given(environment, "SUNGOV_DATA") ?? Path.Combine(Environment.CurrentDirectory, ".data", "files"))
        {
            Demo = demo,
            WebFolder = Given(environment, "SUNGOV_WEB"),
            LogFile = Given(environment, "SUNGOV_LOG_FILE"),
            LoginsPerMinute = Number(environment, "SUNGOV_LOGINS_PER_MINUTE", 60),
            ObjectionsPerHour = Number(environment, "SUNGOV_OBJECTIONS_PER_HOUR", 30),
            Retention = new RetentionTimes(
                Days(environment, "SUNGOV_SESSION_DAYS", RetentionTimes.Default.Sessions),
                Days(environment, "SUNGOV_READ_MESSAGE_DAYS", RetentionTimes.Default.ReadMessages),
                Days(environment, "SUNGOV_UNREAD_MESSAGE_DAYS", RetentionTimes.Default.UnreadMessages)),
            SecondApprovers =
            [
                .. (Given(environment, "SUNGOV_SECOND_APPROVER") ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ],
            MessagePause = TimeSpan.FromSeconds(Number(environment, "SUNGOV_MESSAGE_PAUSE", 600)),
            Proxies = Addresses(Given(environment, "SUNGOV_PROXIES")),
            Silo = SiloSettings.Read(environment),
            PrintFont = Given(environment, "SUNGOV_FONT"),
            PublicAddress = Given(environment, "SUNGOV_ADDRESS")?.TrimEnd('/'),
        };
    }

    private static string? Given(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value ? value : null;

    private static int Number(Func<string, string?> environment, string name, int otherwise) =>
        Given(environment, name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 100_000 ? number
        : throw new StartException($"'{text}' in {name} is not a number from 1 to 99999");

    private static TimeSpan Days(Func<string, string?> environment, string name, TimeSpan otherwise) =>
        TimeSpan.FromDays(Number(environment, name, (int)otherwise.TotalDays));

    private static IPAddress[] Addresses(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => IPAddress.TryParse(word, out var address)
                ? address
                : throw new StartException($"'{word}' in SUNGOV_PROXIES is not an address")),
    ];
}

/// <summary>The host cannot start; the message is one sentence for a person.</summary>
public sealed class StartException(string message) : Exception(message);
