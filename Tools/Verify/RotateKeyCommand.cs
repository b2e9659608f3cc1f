using Microsoft.Extensions.DependencyInjection;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Verify;

/// <summary>`rotate-key`: puts everything under a new master key, and takes older ones away.</summary>
internal static class RotateKeyCommand
{
    public const string Usage = """
        ./sungov rotate-key
            add a new master key, wrap all data keys and seal all rows under it; the server must be stopped. What was
            interrupted is gone on with by starting it again
        ./sungov rotate-key --forget KEY
            take an older key out of the file, once nothing needs it; the server must be stopped
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([] or ["--forget", _]) || Installation.Of(null) is not { } installation)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandTable.Misused;
        }

        await using var provider = installation.Services("sungov rotate-key");
        var master = (FileMasterKey)provider.GetRequiredService<IMasterKey>();
        var rotation = ActivatorUtilities.CreateInstance<KeyRotation>(provider, master);
        if (await rotation.ServersAsync() is > 0 and var servers)
        {
            await Console.Error.WriteLineAsync(
                $"sungov: a server is running ({servers} connections); stop it first, it knows the older key only");
            return 1;
        }

        return args is [_, var older] ? await ForgetAsync(rotation, older) : await RotateAsync(rotation, master);
    }

    private static async Task<int> RotateAsync(KeyRotation rotation, FileMasterKey master)
    {
        var rotated = await rotation.RunAsync();
        Console.WriteLine(rotated.Added
            ? $"the master key is {rotated.Current} now"
            : $"going on with the rotation to the master key {rotated.Current}");
        Console.WriteLine($"{rotated.DataKeys} data keys wrapped anew, {rotated.Rows} rows sealed anew");
        foreach (var broken in rotated.Broken)
        {
            Console.WriteLine($"BROKEN  {broken.Kind} {broken.Key} version {broken.Version}: {broken.Fault}");
        }

        if (rotated.Broken.Count > 0)
        {
            Console.WriteLine("these rows were left as they are; keep the older key, and see ./sungov verify");
            return 1;
        }

        foreach (var older in master.Kept.Where(kept => kept != rotated.Current))
        {
            Console.WriteLine($"nothing here needs {older} any more; backups made before now do. When none of them is "
                + $"wanted: ./sungov rotate-key --forget {older}");
        }

        return 0;
    }

    private static async Task<int> ForgetAsync(KeyRotation rotation, string older)
    {
        if (await rotation.ForgetAsync(older) is { } why)
        {
            await Console.Error.WriteLineAsync($"sungov: the master key {older} was not taken away: {why}");
            return 1;
        }

        Console.WriteLine($"the master key {older} is gone from the file");
        return 0;
    }
}
