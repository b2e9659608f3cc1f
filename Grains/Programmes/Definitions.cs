using System.Collections.Concurrent;
using System.Text.Json;
using SunGov.Grains.Projects;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Published definitions as compiled trees, read once per process and kept, up to a bound; found by the hash of their
/// content, which calls and projects pin. Each comes with the calendar that counts now. Thread-safe.
/// </summary>
public sealed class Definitions(IContents contents, IWorkingCalendars calendars, CodeTables codes)
{
    private const int Most = 400;

    private readonly ConcurrentDictionary<string, Lazy<Task<CompiledProgramme>>> _known = new();

    /// <summary>The definition with this hash; throws when its content is missing or no longer a definition.</summary>
    public async Task<CompiledProgramme> FindAsync(string sm3)
    {
        if (_known.Count > Most)
        {
            _known.Clear();
        }

        var reading = _known.GetOrAdd(sm3, hash => new Lazy<Task<CompiledProgramme>>(() => ReadAsync(hash)));
        try
        {
            var programme = await reading.Value;
            var calendar = await calendars.NowAsync();
            if (!ReferenceEquals(programme.Calendar, calendar))
            {
                programme = programme with { Calendar = calendar };
                _known.TryUpdate(sm3, new Lazy<Task<CompiledProgramme>>(Task.FromResult(programme)), reading);
            }

            return programme;
        }
        catch
        {
            _known.TryRemove(new(sm3, reading));
            throw;
        }
    }

    private async Task<CompiledProgramme> ReadAsync(string sm3)
    {
        var bytes = await contents.GetAsync(sm3)
            ?? throw new InvalidOperationException($"the definition {sm3} is not among the contents");
        using var json = JsonDocument.Parse(bytes);
        var (programme, fault) = DefinitionFile.Load(json.RootElement.Clone(), codes);
        return programme ?? throw new InvalidOperationException(
            $"the definition {sm3} is not of this format: {fault!.Code} at {fault.Field}");
    }
}
