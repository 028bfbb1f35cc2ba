using System.Text;
using Slams.Cli.Decoding;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Decoding;

/// <summary>What decoding wrote, in the process of the tests.</summary>
internal sealed record Decoded(int ExitCode, byte[] Bytes, string Messages)
{
    /// <summary>The lines of the table, its header first.</summary>
    public string[] Lines => Encoding.UTF8.GetString(Bytes).TrimEnd('\n').Split('\n');

    /// <summary>Decodes files with the bundled model.</summary>
    public static Task<Decoded> OfAsync(params string[] paths) => OfAsync(new DecodePlan { Paths = paths, Model = Repository.Model });

    /// <summary>Decodes by a plan.</summary>
    public static async Task<Decoded> OfAsync(DecodePlan plan)
    {
        using var table = new MemoryStream();
        using var messages = new StringWriter();
        var code = await new DecodeSession(plan, table, messages, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        return new Decoded(code, table.ToArray(), messages.ToString());
    }
}
