using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Serials of one series of project numbers. Key: the number's format with its year filled in.</summary>
[Alias("SunGov.INumberSeriesGrain")]
public interface INumberSeriesGrain : IGrainWithStringKey
{
    /// <summary>The serial of this command: the next one, and the same again when the command is repeated.</summary>
    [Alias("Next")]
    Task<Outcome<IssuedSerial>> Next(IssueSerial command, By by);
}

/// <summary>Asks for a serial.</summary>
[Immutable, Alias("SunGov.IssueSerial")]
public sealed record IssueSerial(string Project);

/// <summary>A serial, given once.</summary>
[Immutable, Alias("SunGov.IssuedSerial")]
public sealed record IssuedSerial(long Serial);
