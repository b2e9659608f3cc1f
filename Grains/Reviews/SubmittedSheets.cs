using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Reads what was submitted at a desk from its entries in the journal, hashes recomputed.</summary>
public static class SubmittedSheets
{
    /// <summary>
    /// The last submission of each project that was ever submitted there. Throws where an entry was changed: nothing is
    /// counted from a broken record (R-REV-19).
    /// </summary>
    public static async Task<ImmutableDictionary<string, SheetSubmitted>> ReadAsync(IJournal journal, string desk)
    {
        var sheets = ImmutableDictionary.CreateBuilder<string, SheetSubmitted>(StringComparer.Ordinal);
        foreach (var entry in await journal.EntriesAsync(ReviewOrders.Desk, desk))
        {
            if (!entry.Verified)
            {
                throw new BrokenRecordException(ReviewOrders.Desk, desk, entry.Version, "its entry was changed");
            }

            foreach (var sheet in StoredJson.Events<ReviewDeskEvent>(entry.Body).OfType<SheetSubmitted>())
            {
                sheets[sheet.Project] = sheet;
            }
        }

        return sheets.ToImmutable();
    }
}
