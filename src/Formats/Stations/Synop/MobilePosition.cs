using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>Position and name of what moves: groups <c>99LaLaLa QcLoLoLoLo</c>, on land with <c>MMMULaULo h0h0h0h0im</c> behind them.</summary>
internal static class MobilePosition
{
    private const double MetresPerFoot = 0.3048;

    /// <summary>Takes the groups of the position.</summary>
    /// <param name="groups">Stands before them, afterwards at their last.</param>
    /// <param name="onLand">Whether the elevation follows.</param>
    /// <param name="call">The call sign.</param>
    /// <param name="key">What the station is to be known by: the call sign, or where many ships share one, that and the position.</param>
    /// <param name="position">The position; null when it was not reported.</param>
    /// <returns>Whether the groups have their form.</returns>
    public static bool TryTake(
        ref Groups groups, bool onLand, ReadOnlySpan<byte> call, out ReadOnlySpan<byte> key, out StationPosition? position)
    {
        key = call;
        position = null;
        groups.MoveNext();
        var latitudeGroup = groups.Current;
        groups.MoveNext();
        var longitudeGroup = groups.Current;
        if (latitudeGroup.Length != 5 || !latitudeGroup.StartsWith("99"u8) || longitudeGroup.Length != 5)
        {
            return false;
        }

        double? elevation = null;
        if (onLand)
        {
            groups.MoveNext();
            groups.MoveNext();
            elevation = Elevation(groups.Current);
        }

        if (Utf8Time.TryDigits(latitudeGroup[2..], out var latitude) && Utf8Time.TryDigits(longitudeGroup[1..], out var longitude)
            && longitudeGroup[0] is (byte)'1' or (byte)'3' or (byte)'5' or (byte)'7')
        {
            position = new StationPosition(
                longitudeGroup[0] is (byte)'3' or (byte)'5' ? -latitude / 10.0 : latitude / 10.0,
                longitudeGroup[0] is (byte)'5' or (byte)'7' ? -longitude / 10.0 : longitude / 10.0,
                elevation);
        }

        // Ships that keep their call signs to themselves would pass for one another's repeats.
        key = call.SequenceEqual("SHIP"u8) ? (byte[])[.. call, (byte)'@', .. latitudeGroup[2..], (byte)'-', .. longitudeGroup] : call;
        return call.Length > 0;
    }

    private static double? Elevation(ReadOnlySpan<byte> group) =>
        group.Length == 5 && Utf8Time.TryDigits(group[..4], out var height)
            ? group[4] switch
            {
                >= (byte)'1' and <= (byte)'4' => height,
                >= (byte)'5' and <= (byte)'8' => Math.Round(height * MetresPerFoot, 1),
                _ => null,
            }
            : null;
}
