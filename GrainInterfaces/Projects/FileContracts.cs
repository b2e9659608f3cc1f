using Orleans;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Opens an upload.</summary>
/// <param name="Form">Form, section and field it is for.</param>
/// <param name="Size">Bytes announced.</param>
[Immutable, Alias("SunGov.OpenUpload")]
public sealed record OpenUpload(string Form, string Section, string Field, string Name, string MediaType, long Size);

/// <summary>Confirms an upload.</summary>
[Immutable, Alias("SunGov.ConfirmUpload")]
public sealed record ConfirmUpload(string File);

/// <summary>A short-lived right to move the bytes of one file.</summary>
[Immutable, Alias("SunGov.FileTicketView")]
public sealed record FileTicketView(string File, string Ticket, DateTimeOffset Expires);

/// <summary>A confirmed file.</summary>
[Immutable, Alias("SunGov.FileView")]
public sealed record FileView(string Id, string Name, string MediaType, long Size, string Sm3);
