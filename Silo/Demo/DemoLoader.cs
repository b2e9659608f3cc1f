using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Demo;

/// <summary>
/// Loads the demo province through the same commands that users send, as a story of the last months: the clock stands
/// where the story stands. Every command id derives from its place in the demo's data, so a loading that was
/// interrupted goes on where it stood and never doubles anything.
/// </summary>
public sealed class DemoLoader(
    IGrainFactory grains, IJournal journal, ICrypto crypto, StoryClock clock, Storyteller teller, DemoFiles files)
    : IDemoLoader
{
    /// <summary>The password of every demo person. It exists in demo mode only.</summary>
    public const string Password = "sunshine-2026";

    // Made once from the password above: the same at every loading, so that a repeated command is the same command.
    private const string Hash =
        "pbkdf2-sm3$220000$u3zlpwIADpxKeEeXRXlXzg$naCTWy2wKiZRNWAgSnALOLi515kl3LFyuN-KNtB4HVU";

    private const string Keeper = "keeper1";
    private const int AtOnce = 16;

    // In days from the day of loading: everybody is there before the first call. From its first day: when a call is
    // published. And when everybody has read what came until then.
    private const double Beginning = -432;
    private const double Published = -6.6;
    private const double Read = -5.4;

    private static readonly Claim Loaded = new("demo", "province");
    private static readonly Claim Begun = new("demo", "day");
    private static readonly string[] Admission = ["applied", "endorsed", "confirmed", "paused"];
    private readonly ConcurrentDictionary<string, By> _people = new(StringComparer.Ordinal);
    private ProjectStory? _story;

    /// <inheritdoc/>
    public async Task PrepareAsync()
    {
        if (await journal.OwnerAsync(Loaded) is null)
        {
            clock.MoveTo((await StoryAsync()).At(Beginning));
        }
    }

    /// <summary>Loads what is not there yet; quick when all is.</summary>
    public async Task LoadAsync(CancellationToken stop)
    {
        if (await journal.OwnerAsync(Loaded) is not null)
        {
            return;
        }

        var (province, story) = (DemoProvince.Shipped(), await StoryAsync());
        clock.MoveTo(story.At(Beginning));
        foreach (var organisation in province.Organisations)
        {
            await RegisterAsync(organisation, story);
        }

        var side = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(province.People, side, async (person, _) => await RegisterAsync(person, story));
        await Parallel.ForEachAsync(province.Experts, side, async (expert, _) => await AdmitAsync(expert, story));
        foreach (var (id, json) in files.Definitions())
        {
            ProjectStory.Must(
                await grains.GetGrain<IProgrammeGrain>(id)
                    .Publish(new PublishDefinition(json), By.System(story.Id($"define/{id}"))),
                $"programme {id}");
        }

        await teller.TellAsync(
            [
                .. province.Calls.SelectMany(call => Scenes(call, story)),
                .. province.Projects.SelectMany(story.Of),
                .. province.Rounds.SelectMany(round => new ReviewStory(story, province, round).Scenes()),
                .. province.People.Select(person => new Scene(
                    story.At(Read), person.Id, () => grains.GetGrain<IMessages>("messages").MarkRead(
                        [], _people[person.Login]))),
            ],
            stop);
        await journal.ClaimAsync(Loaded, "demo:province");
    }

    /// <summary>The story; its days count from that of the first loading, also when it went on later.</summary>
    private async Task<ProjectStory> StoryAsync()
    {
        if (_story is not null)
        {
            return _story;
        }

        var known = await journal.OwnerAsync(Begun);
        var day = known ?? await journal.ClaimAsync(
            Begun, CivilTime.DayOf(clock.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture));
        return _story = new ProjectStory(
            grains, journal, crypto, login => _people[login],
            DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), Again: known is not null);
    }

    private async Task RegisterAsync(DemoOrganisation o, ProjectStory story) => ProjectStory.Must(
        await grains.GetGrain<ILegalEntityGrain>(o.Id).Register(
            new RegisterLegalEntity(
                o.Name,
                o.CreditCode,
                o.Kind,
                o.Region,
                o.Parent,
                o.CompetentAuthority,
                o.RecommendingUnit,
                o.Contact),
            By.System(story.Id($"organisation/{o.Id}"))),
        $"organisation {o.Id}");

    private async Task RegisterAsync(DemoPerson person, ProjectStory story)
    {
        ImmutableArray<AddIdentity> identities =
            [.. person.Identities.Select(i => new AddIdentity(i.Role, i.Organisation, i.Position))];
        var command = new RegisterPerson(person.Name, person.Login, null, null, Hash, null, identities);
        var view = ProjectStory.Must(
            await grains.GetGrain<IPersonGrain>(person.Id)
                .Register(command, By.System(story.Id($"person/{person.Id}"))),
            $"person {person.Id}");
        _people[person.Login] = new By(person.Id, view.Identities[0].Id, "demo", Guid.Empty);
    }

    private async Task AdmitAsync(DemoExpert expert, ProjectStory story)
    {
        var grain = grains.GetGrain<IExpertGrain>(expert.Id);
        var steps = Array.IndexOf(Admission, expert.Status);
        await story.DoAsync("expert", expert.Id, story.As(expert.Login, $"expert/{expert.Id}/apply"), by => grain.Apply(
            new ApplyAsExpert(expert.Title, expert.Disciplines, expert.Keywords, expert.Recusals), by));
        var judgements = new (string Login, Func<By, Task<Outcome<ExpertView>>> Judge)[]
        {
            (expert.Office, by => grain.Endorse(new JudgeExpert("情况属实，同意推荐。"), by)),
            (Keeper, by => grain.Confirm(new JudgeExpert("符合入库条件。"), by)),
            (Keeper, by => grain.Pause(new JudgeExpert("本人申请出国访学一年。"), by)),
        };
        foreach (var (judgement, at) in judgements.Take(steps).Select((judgement, at) => (judgement, at)))
        {
            await story.DoAsync(
                "expert", expert.Id, story.As(judgement.Login, $"expert/{expert.Id}/{Admission[at + 1]}"),
                judgement.Judge);
        }
    }

    private IEnumerable<Scene> Scenes(DemoCall call, ProjectStory story)
    {
        var grain = grains.GetGrain<ICallGrain>(call.Id);
        yield return new Scene(story.At(call.OpensIn + Published), call.Id, async () =>
        {
            await story.DoAsync("call", call.Id, story.As(call.By, $"draft/{call.Id}"), by => grain.Draft(
                new DraftCall(
                    call.Programme,
                    call.Title,
                    call.Year,
                    call.Summary,
                    call.Guideline,
                    story.Day.AddDays(call.OpensIn),
                    story.Day.AddDays(call.ClosesIn),
                    new TimeOnly(17, 0),
                    call.EntityCap,
                    call.Contact,
                    call.Blocks),
                by));
            await story.DoAsync("call", call.Id, story.As(call.By, $"publish/{call.Id}"), by =>
                grain.Publish(new PublishCall(), by));
        });
        foreach (var (notice, place) in call.Notices.Select((notice, place) => (notice, place)))
        {
            yield return new Scene(story.At(notice.Day), call.Id, () => story.DoAsync(
                "call", call.Id, story.As(call.By, $"notice/{call.Id}/{place}"), by =>
                    grain.Post(new PostNotice(notice.Title, notice.Text), by)));
        }
    }
}
