using Slams.Formats.Bufr;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Stations;

namespace Slams.Formats.Tests.Bufr;

/// <summary>The messages beside the tests, which <c>Messages/make.sh</c> encoded with ecCodes.</summary>
internal static class BufrMessages
{
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.bufr").Select(path => System.IO.Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "Bufr", "Messages");

    public static string Path(string name) => System.IO.Path.Combine(Folder, name + ".bufr");

    public static byte[] Bytes(params string[] names) => [.. names.SelectMany(name => File.ReadAllBytes(Path(name)))];

    /// <summary>Skips the test where ecCodes is not installed.</summary>
    public static void RequireTables()
    {
        string? problem = null;
        try
        {
            EcCodesDefinitions.FindTables(EcCodesDefinitions.Libraries);
        }
        catch (InvalidDataException exception)
        {
            problem = exception.Message;
        }

        Assert.SkipWhen(problem is not null, problem ?? "");
    }

    public static Task<List<StationItem>> ReadAsync(byte[] bytes)
    {
        RequireTables();
        return StationText.ReadAsync(bytes);
    }
}
