using SunGov.Api.Shared;
using SunGov.Silo.Hosting;

if (args is ["--openapi", var file])
{
    await File.WriteAllTextAsync(file, await OpenApiCommand.ProduceAsync());
    return 0;
}

if (args is ["--help"])
{
    Console.WriteLine(HostSettings.Usage);
    return 0;
}

return await SunGovHost.RunAsync(args);
