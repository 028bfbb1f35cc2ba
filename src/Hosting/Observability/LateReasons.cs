using Slams.Core.Windows;

namespace Slams.Hosting.Observability;

/// <summary>Values of the label <c>reason</c> of late observations.</summary>
public static class LateReasons
{
    /// <summary>Ingest found it late, by the order of its own source.</summary>
    public const string Ingest = "ingest";

    /// <summary>All of them.</summary>
    public static string[] All { get; } = [Ingest, .. Enum.GetValues<SetAsideReason>().Select(Of)];

    /// <summary>Of what the windows have set aside.</summary>
    public static string Of(SetAsideReason reason) => reason switch
    {
        SetAsideReason.FutureTime => "future_time",
        SetAsideReason.NoTime => "no_time",
        _ => "closed",
    };
}
