using System.Text;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;
using SunGov.Silo.Identity;

namespace SunGov.Tools;

/// <summary>Makes the first administrator of an installation that has none.</summary>
internal static class AdminCommand
{
    public const string Usage = """
        ./sungov admin create --login LOGIN --name NAME [--organisation NAME]
            make the first administrator of an installation that has none; the password is asked for, or read as one
            line from standard input. It has at least 10 characters and holds neither login nor name.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["create", .. var options] || Read(options) is not { } administrator)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandTable.Misused;
        }

        try
        {
            var settings = HostSettings.Read([], Environment.GetEnvironmentVariable);
            if (AskPassword() is not { } password)
            {
                await Console.Error.WriteLineAsync("sungov: the two passwords differ");
                return 1;
            }

            if (await administrator.CreateAsync(settings, password) is { } refusal)
            {
                await Console.Error.WriteLineAsync($"sungov: no administrator was made: {Sentence(refusal)}");
                return 1;
            }

            Console.WriteLine($"{administrator.Login} is administrator now");
            return 0;
        }
        catch (Exception failure) when (StartErrors.SentenceOf(failure, "") is { } sentence)
        {
            await Console.Error.WriteLineAsync($"sungov: {sentence}");
            return 1;
        }
    }

    private static FirstAdministrator? Read(string[] options)
    {
        string? login = null, name = null;
        var organisation = "平台运行单位";
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : null;
            switch (options[i])
            {
                case "--login" when value is not null:
                    login = value;
                    break;
                case "--name" when value is not null:
                    name = value;
                    break;
                case "--organisation" when value is not null:
                    organisation = value;
                    break;
                default:
                    return null;
            }
        }

        return login is null || name is null ? null : new FirstAdministrator(login, name, organisation);
    }

    /// <summary>The password; null when it was typed twice and differs.</summary>
    private static string? AskPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? "";
        }

        var first = Type("Password: ");
        return Type("Again: ") == first ? first : null;
    }

    private static string Type(string prompt)
    {
        Console.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }

    private static string Sentence(Refusal refusal) => refusal switch
    {
        { Code: "administrator-exists" } => "there is one already, who can make others",
        { Code: "password-tells-name" } => "the password holds the login or the name",
        { Code: "length", Field: { } field } =>
            $"the {field} must have {refusal.Args["least"]} to {refusal.Args["most"]} characters",
        { Code: "login-invalid" } => "the login has 3 to 64 letters, digits or . _ - @",
        { Code: "taken" } => "the login belongs to somebody else",
        _ => refusal.Code,
    };
}
