using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Files of a project: bytes move under tickets, past the grain; the grain records what arrived.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<FileTicketView>> OpenUpload(OpenUpload command, By by)
    {
        var section = await Section(command.Form, command.Section);
        var file = by.Command.ToString("n");
        return await Show(by, (state, caller) => SectionRules.MayUpload(state, command, section, caller) is { } refusal
            ? refusal
            : Ticket(FileUse.Upload, file, command.Name, command.MediaType, command.Size, ""));
    }

    /// <inheritdoc/>
    public async Task<Outcome<FileView>> ConfirmUpload(ConfirmUpload command, By by)
    {
        var caller = await Ground.Grants.FindAsync(by);
        var mayAdd = caller is not null && ProjectViews.IsEditable(State, State.Now?.Entered.Form ?? "", caller);
        var size = mayAdd ? (await files.StatusAsync(command.File))?.Size : null;
        var stored = size is { } bytes && SectionRules.Full(State, bytes) is null
            ? await files.ConfirmAsync(Kind.Name, Key, command.File)
            : null;
        return await Decide(
            command,
            by,
            (state, acting, now) => SectionRules.Confirm(state, stored, size, acting, now),
            (state, _) => FileView(state.Files.First(file => file.File == command.File)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<FileTicketView>> OpenDownload(string file, By by)
    {
        var found = State.Files.FirstOrDefault(known => known.File == file);
        var open = found is not null && await IsOpen(file, by);
        return await Show(by, (state, caller) => open && ProjectRules.MayRead(state, caller)
            ? Ticket(FileUse.Download, file, found!.Name, found.MediaType, found.Size, found.Sm3)
            : SharedRefusals.NotFound);
    }

    /// <summary>
    /// May the caller fetch this file? Those who make the project or fill its form now may; others only what the
    /// sections that they read refer to, as they stand or as they were submitted the time before.
    /// </summary>
    private async Task<bool> IsOpen(string file, By by)
    {
        if (await Ground.Grants.FindAsync(by) is not { } caller || !ProjectRules.MayRead(State, caller))
        {
            return false;
        }

        if (caller.By.IsPlatform
            || ProjectRules.IsParticipant(State, caller)
            || ProjectViews.IsEditable(State, State.Now?.Entered.Form ?? "", caller))
        {
            return true;
        }

        var entries = State.Frozen.IsEmpty ? [] : await Ground.Journal.EntriesAsync(Kind.Name, Key);
        var programme = await definitions.FindAsync(State.Start!.Definition.Sm3);
        foreach (var id in State.Stages.Select(stage => stage.Entered.Form).OfType<string>().Distinct())
        {
            var form = programme.Forms[FormInstances.FormOf(id)];
            var before = await Submitted(ProjectSubmissions.Before(entries, id).Changed);
            var named = SectionViews.Files(form, await Shown(id, form, caller)).Concat(before.SelectMany(one =>
                FormFiles.In(form.Section(one.Section.Section)!.Definition, SectionViews.Json(one.Content))));
            if (named.Contains(file))
            {
                return true;
            }
        }

        return false;
    }

    private static FileView FileView(FileAdded file) =>
        new(file.File, file.Name, file.MediaType, file.Size, file.Sm3);

    private Outcome<FileTicketView> Ticket(
        FileUse use, string file, string name, string mediaType, long size, string sm3)
    {
        var expires = Now + FileTickets.Lasts;
        var ticket = new FileTicket(use, file, Kind.Name, Key, name, mediaType, size, sm3, expires);
        return Outcome.Of(new FileTicketView(file, tickets.Issue(ticket), expires));
    }
}
