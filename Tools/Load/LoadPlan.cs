using System.Globalization;

namespace SunGov.Tools.Load;

/// <summary>How much is added.</summary>
/// <param name="Projects">Projects.</param>
/// <param name="Programmes">Programmes, each with a call that is closed.</param>
/// <param name="Calls">Calls that are open, each of another programme.</param>
internal sealed record LoadPlan(int Projects, int Programmes, int Calls)
{
    /// <summary>Most projects of one programme: they are prepared in memory and written together.</summary>
    public const int MostOfOneProgramme = 5_000;

    private const int UsualOfOneProgramme = 500;
    private const int UsualCallsOf = 4;
    private const int Most = 1_000_000;

    /// <summary>From the words of a command line; null where they make no sense.</summary>
    public static LoadPlan? Read(string[] args)
    {
        var (projects, programmes, calls) = (0, 0, -1);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!int.TryParse(
                args.ElementAtOrDefault(i + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number > Most)
            {
                return null;
            }

            switch (args[i])
            {
                case "--projects":
                    projects = number;
                    break;
                case "--programmes":
                    programmes = number;
                    break;
                case "--calls":
                    calls = number;
                    break;
                default:
                    return null;
            }
        }

        programmes = programmes > 0 ? programmes : Math.Max(1, projects / UsualOfOneProgramme);
        calls = calls >= 0 ? calls : Math.Max(1, programmes / UsualCallsOf);
        return projects > 0 && calls <= programmes && projects / programmes <= MostOfOneProgramme
            ? new LoadPlan(projects, programmes, calls)
            : null;
    }
}
