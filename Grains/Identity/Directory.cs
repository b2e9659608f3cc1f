using System.Collections.Immutable;
using SunGov.Grains.LegalEntities;

namespace SunGov.Grains.Identity;

/// <summary>
/// People and organisations as everybody in the silo sees them, from memory, fresh within 2 s (design section 6).
/// </summary>
public interface IDirectory
{
    /// <summary>An organisation; null for none with this id.</summary>
    ValueTask<LegalEntityState?> OrganisationAsync(string id);

    /// <summary>A person; null for none with this id.</summary>
    ValueTask<PersonState?> PersonAsync(string id);

    /// <summary>Forgets one row here at once, after this process has changed it.</summary>
    /// <param name="kind">Kind of the changed thing.</param>
    /// <param name="key">Its key.</param>
    void Forget(string kind, string key);
}

/// <summary>Several at once.</summary>
public static class DirectoryReading
{
    /// <summary>The organisations among these ids that exist, by id; empty and unknown ids are left out.</summary>
    public static async ValueTask<ImmutableDictionary<string, LegalEntityState>> OrganisationsAsync(
        this IDirectory directory, params IEnumerable<string?> ids)
    {
        var found = ImmutableDictionary.CreateBuilder<string, LegalEntityState>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!string.IsNullOrEmpty(id) && !found.ContainsKey(id)
                && await directory.OrganisationAsync(id) is { } organisation)
            {
                found[id] = organisation;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// The legal entity an organisation belongs to: itself, or the nearest above it that is no division. Null where all
    /// are divisions.
    /// </summary>
    public static async ValueTask<(string Id, LegalEntityState State)?> LegalEntityAsync(
        this IDirectory directory, LegalEntityState organisation)
    {
        foreach (var id in organisation.Units.Reverse())
        {
            if (await directory.OrganisationAsync(id) is { Exists: true, Kind: not "division" } entity)
            {
                return (id, entity);
            }
        }

        return null;
    }
}
