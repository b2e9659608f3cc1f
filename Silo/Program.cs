using SunGov.Api.Shared;

if (args is ["--openapi", var file])
{
    await File.WriteAllTextAsync(file, await OpenApiCommand.ProduceAsync());
    return 0;
}

var builder = WebApplication.CreateBuilder(args);
await using var app = builder.Build();
await app.RunAsync();
return 0;
