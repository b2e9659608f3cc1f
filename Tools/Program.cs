using SunGov.Tools;

return await CommandTable.RunAsync(args);
