using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Demo;

/// <summary>
/// Loads the demo province through the same commands that users send. Every command id derives from its place in the
/// demo's data, so a loading that was interrupted goes on where it stood and never doubles anything.
/// </summary>
public sealed class DemoLoader(
    IGrainFactory grains, IJournal journal, ICrypto crypto, TimeProvider clock, DemoFiles files)
    : IDemoLoader
{
    /// <summary>The password of every demo person. It exists in demo mode only.</summary>
    public const string Password = "sunshine-2026";

    // Made once from the password above: the same at every loading, so that a repeated command is the same command.
    private const string Hash =
        "pbkdf2-sm3$220000$u3zlpwIADpxKeEeXRXlXzg$naCTWy2wKiZRNWAgSnALOLi515kl3LFyuN-KNtB4HVU";

    private const string Keeper = "keeper1";
    private const int AtOnce = 16;

    private static readonly Claim Loaded = new("demo", "province");
    private static readonly Claim Begun = new("demo", "day");
    private static readonly string[] Admission = ["applied", "endorsed", "confirmed", "paused"];
    private readonly ConcurrentDictionary<string, By> _people = new(StringComparer.Ordinal);

    /// <summary>Loads what is not there yet; quick when all is.</summary>
    public async Task LoadAsync(CancellationToken stop)
    {
        if (await journal.OwnerAsync(Loaded) is not null)
        {
            return;
        }

        var province = DemoProvince.Shipped();
        foreach (var organisation in province.Organisations)
        {
            await RegisterAsync(organisation);
        }

        foreach (var some in province.People.Chunk(AtOnce))
        {
            stop.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(RegisterAsync));
        }

        foreach (var some in province.Experts.Chunk(AtOnce))
        {
            stop.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(AdmitAsync));
        }

        foreach (var (id, json) in files.Definitions())
        {
            Must(await grains.GetGrain<IProgrammeGrain>(id)
                .Publish(new PublishDefinition(json), System($"define/{id}")));
        }

        var day = await DayAsync();
        foreach (var call in province.Calls)
        {
            await PublishAsync(call, day);
        }

        foreach (var project in province.Projects)
        {
            stop.ThrowIfCancellationRequested();
            await WalkAsync(project);
        }

        await journal.ClaimAsync(Loaded, "demo:province");
    }

    private async Task RegisterAsync(DemoOrganisation o) =>
        Must(await grains.GetGrain<ILegalEntityGrain>(o.Id).Register(
            new RegisterLegalEntity(
                o.Name,
                o.CreditCode,
                o.Kind,
                o.Region,
                o.Parent,
                o.CompetentAuthority,
                o.RecommendingUnit,
                o.Contact),
            System($"organisation/{o.Id}")));

    private async Task RegisterAsync(DemoPerson person)
    {
        ImmutableArray<AddIdentity> identities =
            [.. person.Identities.Select(i => new AddIdentity(i.Role, i.Organisation, i.Position))];
        var command = new RegisterPerson(person.Name, person.Login, null, null, Hash, null, identities);
        var view = Must(await grains.GetGrain<IPersonGrain>(person.Id)
            .Register(command, System($"person/{person.Id}")));
        _people[person.Login] = new By(person.Id, view.Identities[0].Id, "demo", Guid.Empty);
    }

    /// <summary>The day from which the demo's days count: that of the first loading, also when it went on later.
    /// </summary>
    private async Task<DateOnly> DayAsync()
    {
        var today = CivilTime.DayOf(clock.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture);
        return DateOnly.ParseExact(await journal.ClaimAsync(Begun, today), "O", CultureInfo.InvariantCulture);
    }

    private async Task AdmitAsync(DemoExpert expert)
    {
        var grain = grains.GetGrain<IExpertGrain>(expert.Id);
        var steps = Array.IndexOf(Admission, expert.Status);
        Must(await grain.Apply(
            new ApplyAsExpert(expert.Title, expert.Disciplines, expert.Keywords, expert.Recusals),
            As(expert.Login, $"expert/{expert.Id}/apply")));
        if (steps > 0)
        {
            Must(await grain.Endorse(
                new JudgeExpert("情况属实，同意推荐。"), As(expert.Office, $"expert/{expert.Id}/endorse")));
        }

        if (steps > 1)
        {
            Must(await grain.Confirm(
                new JudgeExpert("符合入库条件。"), As(Keeper, $"expert/{expert.Id}/confirm")));
        }

        if (steps > 2)
        {
            Must(await grain.Pause(
                new JudgeExpert("本人申请出国访学一年。"), As(Keeper, $"expert/{expert.Id}/pause")));
        }
    }

    private async Task PublishAsync(DemoCall call, DateOnly today)
    {
        var grain = grains.GetGrain<ICallGrain>(call.Id);
        var draft = new DraftCall(
            call.Programme,
            call.Title,
            call.Year,
            call.Summary,
            call.Guideline,
            today.AddDays(call.OpensIn),
            today.AddDays(call.ClosesIn),
            new TimeOnly(17, 0),
            call.EntityCap,
            call.Contact);
        Must(await grain.Draft(draft, As(call.By, $"draft/{call.Id}")));
        Must(await grain.Publish(new PublishCall(), As(call.By, $"publish/{call.Id}")));
        foreach (var (notice, place) in call.Notices.Select((notice, place) => (notice, place)))
        {
            Must(await grain.Post(new PostNotice(notice.Title, notice.Text), As(call.By, $"notice/{call.Id}/{place}")));
        }
    }

    private async Task WalkAsync(DemoProject project)
    {
        var grain = grains.GetGrain<IProjectGrain>(project.Id);
        Must(await grain.Start(
            new StartProject(project.Call, project.Title, project.Entity), As(project.Leader, $"start/{project.Id}")));
        var form = Must(await grain.ReadForm(project.Form, As(project.Leader, "read")));
        foreach (var section in form.Sections.Where(s => s.Editable && s.Version == 0))
        {
            if (project.Sections.TryGetValue(section.Id, out var content))
            {
                Must(await grain.SaveSection(
                    new SaveSection(project.Form, section.Id, content, 0),
                    As(project.Leader, $"save/{project.Id}/{section.Id}")));
            }
        }

        foreach (var (step, place) in project.Steps.Select((step, place) => (step, place)))
        {
            await StepAsync(project, grain, step, place);
        }
    }

    private async Task StepAsync(DemoProject project, IProjectGrain grain, DemoStep step, int place)
    {
        var by = As(step.By, $"step/{project.Id}/{place}");
        if (step.Action == "withdraw")
        {
            Must(await grain.Withdraw(new WithdrawProject(step.Opinion ?? ""), by));
            return;
        }

        // The task's id is fixed by the place of the step, so that a repeated step names the same task.
        var seen = Must(await grain.Read(by));
        var open = seen.Allowed.FirstOrDefault(a => a.Action == step.Action && a.Task is not null);
        if (open is null)
        {
            // Taken before an interruption; later steps follow from where it stands.
            if (await journal.FindAsync("project", project.Id, by.Command) is not null)
            {
                return;
            }

            throw new InvalidOperationException(
                $"demo project {project.Id}: {step.By} cannot '{step.Action}' at step {place + 1}");
        }

        Must(await grain.Act(new ActOnTask(open.Task!, step.Action, step.Opinion, step.Input), by));
    }

    private By As(string login, string place) => _people[login] with { Command = Id(place) };

    private By System(string place) => By.System(Id(place));

    private Guid Id(string place) => new(crypto.Sm3(Encoding.UTF8.GetBytes("demo/" + place)).AsSpan(0, 16));

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(
            $"the demo was refused: {JsonSerializer.Serialize(outcome.Refusal, StoredJson.Options)}");
}
