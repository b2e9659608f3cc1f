using System.Globalization;

namespace SunGov.Api.Projects;

/// <summary>What can stand against moving bytes.</summary>
public static class UploadRefusals
{
    /// <summary>The ticket is forged, expired, or for another file.</summary>
    public static Refusal NoTicket { get; } = Refusal.Of(RefusalKind.NotFound, "file-ticket-invalid");

    /// <summary>Content-Range cannot be read.</summary>
    public static Refusal Range { get; } =
        Refusal.Of(RefusalKind.Invalid, "content-range-malformed").At("Content-Range");

    /// <summary>More was sent than announced.</summary>
    public static Refusal TooLarge { get; } = Refusal.Of(RefusalKind.Invalid, "upload-too-large");

    /// <summary>The bytes are not of the announced media type.</summary>
    public static Refusal WrongType { get; } = Refusal.Of(RefusalKind.Invalid, "upload-wrong-type");

    /// <summary>Another request is sending bytes of this upload.</summary>
    public static Refusal Busy { get; } = Refusal.Of(RefusalKind.WrongState, "upload-busy");

    /// <summary>The upload stands elsewhere; go on from there.</summary>
    public static Refusal Offset(long received) => Refusal.Of(
        RefusalKind.WrongState, "upload-offset", "received", received.ToString(CultureInfo.InvariantCulture));
}
