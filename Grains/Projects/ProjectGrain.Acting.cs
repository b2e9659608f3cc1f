using System.Collections.Immutable;
using System.Text;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What an action needs made before it is decided: frozen forms, numbers, seals, documents, the package.
/// </summary>
public sealed partial class ProjectGrain
{
    private async Task<ActFacts> Prepared(ActFacts facts, CompiledAction action, ActOnTask command, By by)
    {
        var (definition, programme) = (action.Definition, facts.Programme);
        var forms = ImmutableArray.CreateBuilder<FormAsIs>();
        foreach (var form in definition.Complete)
        {
            forms.Add(await AsIs(programme.Forms[form], freeze: definition.Submits || definition.Freezes));
        }

        facts = facts with { Forms = forms.ToImmutable() };
        if (ProjectActions.Refused(State, command, action, facts, Now))
        {
            return facts;
        }

        return facts with
        {
            Number = definition.Numbers && State.Number is null ? await Number(programme.Definition) : null,
            Serial = definition.Serial is { } serial
                ? await Number(serial.Format, ThisYear, $"serial {serial.Field}")
                : null,
            Seal = definition.Signs ? Seal(command.Task, by) : null,
            Documents = await Documents(programme.Definition, action, command),
            Package = definition.Archives ? await Package() : null,
        };
    }

    private int ThisYear => CivilTime.DayOf(Now).Year;

    /// <summary>The platform's seal over who signs what; the entry of the journal adds when.</summary>
    private string? Seal(string task, By by) => ProjectActions.ToSign(State) is not { } form ? null
        : Convert.ToBase64String(seals.Seal(
            "signature",
            new Framed().Add(Key).Add(task).Add(form.Form).Add(by.Person).Add(by.Identity).ToArray(),
            Encoding.ASCII.GetBytes(form.Sm3)));

    private async Task<ImmutableArray<PreparedDocument>> Documents(
        ProgrammeDefinition definition, CompiledAction action, ActOnTask command)
    {
        var prepared = ImmutableArray.CreateBuilder<PreparedDocument>();
        foreach (var document in definition.Documents.Where(known => action.Definition.Issues.Contains(known.Id)))
        {
            var number = document.Number is { } format
                ? await Number(format, ThisYear, $"document {document.Id}")
                : null;
            var data = ProjectPackage.DocumentOf(State, document, number, action, command.Input);
            await contents.PutAsync(data);
            prepared.Add(new PreparedDocument(document, number, contents.NameOf(data)));
        }

        return prepared.ToImmutable();
    }

    private async Task<PreparedPackage> Package()
    {
        var entries = await Ground.Journal.EntriesAsync(Kind.Name, Key);
        var (list, count) = ProjectPackage.Of(State, entries);
        await contents.PutAsync(list);
        return new PreparedPackage(
            contents.NameOf(list), count, entries.Length, entries.All(entry => entry.Verified));
    }
}
