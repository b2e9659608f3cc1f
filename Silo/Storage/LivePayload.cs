using System.Globalization;
using System.Text;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Live changes as NOTIFY carries them: who tells, then lines <c>kind version key</c>. No content: who may read a thing
/// reads it again.
/// </summary>
internal static class LivePayload
{
    /// <summary>The channel.</summary>
    public const string Channel = "live";

    /// <summary>The statement that tells the others; its parameter is a payload.</summary>
    public const string Notify = $"select pg_notify('{Channel}', $1)";

    // PostgreSQL takes payloads below 8,000 bytes.
    private const int Most = 7_000;
    private const int LongestLine = 512;

    /// <summary>As many payloads as these changes need; none for none.</summary>
    public static IEnumerable<string> Of(string process, IEnumerable<LiveChange> changes)
    {
        var payload = new StringBuilder();
        foreach (var change in changes)
        {
            if (payload.Length == 0)
            {
                payload.Append(process).Append('\n');
            }

            payload.Append(CultureInfo.InvariantCulture, $"{change.Kind} {change.Version} {change.Key}\n");
            if (payload.Length > Most - LongestLine)
            {
                yield return payload.ToString();
                payload.Clear();
            }
        }

        if (payload.Length > 0)
        {
            yield return payload.ToString();
        }
    }

    /// <summary>The changes another process tells of; none when it is this process, or cannot be read.</summary>
    public static IEnumerable<LiveChange> Read(string process, string payload)
    {
        var lines = payload.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [var teller, .. var told] || teller == process)
        {
            yield break;
        }

        foreach (var line in told)
        {
            if (line.Split(' ', 3) is [var kind, var version, var key]
                && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return new LiveChange(kind, key, number);
            }
        }
    }
}
