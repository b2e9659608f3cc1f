using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
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
        var stored = mayAdd ? await files.ConfirmAsync(Kind.Name, Key, command.File) : null;
        return await Decide(
            command,
            by,
            (state, acting, now) => SectionRules.Confirm(state, stored, acting, now),
            (state, _) => FileView(state.Files.First(file => file.File == command.File)));
    }

    /// <inheritdoc/>
    public Task<Outcome<FileTicketView>> OpenDownload(string file, By by) => Show(by, (state, caller) =>
        ProjectRules.MayRead(state, caller) && state.Files.FirstOrDefault(known => known.File == file) is { } found
            ? Ticket(FileUse.Download, found.File, found.Name, found.MediaType, found.Size, found.Sm3)
            : SharedRefusals.NotFound);

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
