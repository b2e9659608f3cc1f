using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Load;

/// <summary>What a copy is of, and how it differs.</summary>
/// <param name="Key">Key of the new project.</param>
/// <param name="Texts">What stands at a place of this name.</param>
/// <param name="Numbers">The numbers it was given, in the order of those of the told one.</param>
/// <param name="First">Sequence of its first entry.</param>
internal sealed record Copying(
    Told Told, string Key, Func<string, string, string> Texts, ImmutableArray<string> Numbers, TimeSpan Back,
    int Tenths, DateTimeOffset Closing, long First);

/// <summary>Something a project asked of a quota holder.</summary>
internal sealed record QuotaAct(string Holder, DateTimeOffset At, Guid Id, object Command);

/// <summary>A copied project, not yet written.</summary>
internal sealed record Copied(
    BulkThing Thing,
    ImmutableArray<(string Sm3, byte[] Bytes)> Contents,
    ImmutableArray<BulkSection> Sections,
    ImmutableArray<QuotaAct> Quotas);

/// <summary>
/// Tells a project again with other people, sums and days: entry by entry, folded by the same rules, hashed, signed and
/// sealed anew.
/// </summary>
internal sealed class Copier(ICrypto crypto, IRowSeal seals, IPlatformKey key)
{
    /// <summary>The copy.</summary>
    public Copied Copy(Copying copying)
    {
        var (told, names) = (copying.Told, copying.Told.Places.Names);
        var texts = new string[names.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(copying, names[i]);
        }

        var filling = new Filling(
            [.. texts.Select(Places.Escaped)], copying.Back, told.Divides ? copying.Tenths : 10, copying.Closing);
        var contents = ImmutableArray.CreateBuilder<(string, byte[])>();
        foreach (var content in told.Contents)
        {
            var bytes = content.Bytes.Fill(filling);
            var sm3 = Convert.ToHexStringLower(crypto.Sm3(bytes));
            filling.Texts[content.Place] = Encoding.UTF8.GetBytes(sm3);
            contents.Add((sm3, bytes));
        }

        var history = new History<ProjectState, ProjectEvent>(
            ProjectRows.Kind, copying.Key, crypto, copying.First);
        var quotas = ImmutableArray.CreateBuilder<QuotaAct>();
        foreach (var entry in told.Entries)
        {
            Tell(entry, copying, texts, filling, history, contents, quotas);
        }

        ImmutableArray<Claim> claims = history.State.Number is { } number
            ? [new Claim("project-number", number)]
            : [];
        return new Copied(
            history.Finish(seals, claims),
            contents.ToImmutable(),
            [.. told.Sections.Select(section => Section(section, copying, filling, texts))],
            quotas.ToImmutable());
    }

    private string Text(Copying copying, string name) => name.Split(':') switch
    {
        ["command", var no] => Command(
            copying.Told.Entries[int.Parse(no, CultureInfo.InvariantCulture)].Entry.Command, copying)
            .ToString("D", CultureInfo.InvariantCulture),
        ["number", var no] => copying.Numbers[int.Parse(no, CultureInfo.InvariantCulture)],
        ["content", _] => "",
        [var what] => copying.Texts(what, ""),
        [var what, .. var rest] => copying.Texts(what, string.Join(':', rest)),
        [] => "",
    };

    private Guid Command(Guid told, Copying copying) => CommandIds.Derive(crypto, told, $"load {copying.Key}");

    private void Tell(
        ToldEntry told,
        Copying copying,
        string[] texts,
        Filling filling,
        History<ProjectState, ProjectEvent> history,
        ImmutableArray<(string, byte[])>.Builder contents,
        ImmutableArray<QuotaAct>.Builder quotas)
    {
        var at = told.Entry.At - copying.Back;
        var events = StoredJson.Events<ProjectEvent>(told.Body.Fill(filling));
        if (events.Any(happened => happened is FormSigned or PackageSealed))
        {
            events = [.. events.Select(happened => Own(happened, copying.Key, history, contents))];
        }

        var by = new By(
            told.Actor < 0 ? told.Entry.Actor : texts[told.Actor],
            told.Identity < 0 ? told.Entry.Identity : texts[told.Identity],
            "",
            Command(told.Entry.Command, copying));
        var digest = events is [ProjectStarted begun, ..]
            ? StoredJson.Digest(crypto, new StartProject(begun.Call.Id, begun.Title, begun.Entity.Id))
            : told.Digest;
        var sent = history.Add(by, digest, told.Answer, at, events, told.Entry.OnBehalf);
        foreach (var e in events.OfType<SubmissionBegun>())
        {
            quotas.AddRange(e.Reservations.Select(place => new QuotaAct(
                place.Holder,
                e.At,
                CommandIds.Derive(crypto, e.Command, $"reserve {place.Holder} {place.Class}"),
                ProjectSubmission.Call(history.State, place))));
        }

        quotas.AddRange(sent.Where(one => one.Sending.Kind == "quota").Select(one => new QuotaAct(
            one.Sending.Key, at, one.Id, one.Sending.What.StartsWith("confirm", StringComparison.Ordinal)
                ? Message.Read<ConfirmQuota>(one.Sending.What, "confirm")
                : Message.Read<ReleaseQuota>(one.Sending.What, "release"))));
    }

    /// <summary>Signatures and packages are over what only this project has.</summary>
    private ProjectEvent Own(
        ProjectEvent happened,
        string project,
        History<ProjectState, ProjectEvent> history,
        ImmutableArray<(string, byte[])>.Builder contents)
    {
        switch (happened)
        {
            case FormSigned signed:
                return ProjectSignatures.Sign(crypto, key, project, signed);
            case PackageSealed package:
                var entries = history.Entries;
                var (list, count) = ProjectPackage.Of(history.State, entries, package.Kept);
                var sm3 = Convert.ToHexStringLower(crypto.Sm3(list));
                contents.Add((sm3, list));
                return package with { Sm3 = sm3, Contents = count, Entries = entries.Length };
            default:
                return happened;
        }
    }

    private BulkSection Section(ToldSection told, Copying copying, Filling filling, string[] texts)
    {
        var leader = texts[copying.Told.Places.In(copying.Told.State.Start!.By.Person)[0].Place];
        return new BulkSection(
            copying.Key, told.Form, told.Section, told.Version, told.Content.Fill(filling),
            told.SavedAt - copying.Back, leader, Command(told.Command, copying), told.Last);
    }
}
