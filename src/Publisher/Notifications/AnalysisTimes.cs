using System.Globalization;

namespace Slams.Publisher.Notifications;

/// <summary>Times in messages: RFC 3339, whole seconds, UTC.</summary>
internal static class AnalysisTimes
{
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
