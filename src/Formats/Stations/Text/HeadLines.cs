namespace Slams.Formats.Stations.Text;

/// <summary>Recognises formats without a header by their lines, so that one broken line at the start does not hide the others.</summary>
internal static class HeadLines
{
    public delegate bool LineTest(ReadOnlySpan<byte> line);

    /// <summary>Whether any line of the head passes; the last one may be cut.</summary>
    public static bool Any(ReadOnlySpan<byte> head, LineTest test)
    {
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            if (test(end < 0 ? head : head[..end]))
            {
                return true;
            }

            head = end < 0 ? default : head[(end + 1)..];
        }

        return false;
    }
}
