using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Slams.Cli.Configuration;

/// <summary>Keys that nothing reads: mostly misspelt ones.</summary>
internal static class UnknownKeys
{
    /// <summary>Messages about keys of a configuration that no worker knows.</summary>
    public static IEnumerable<string> In(IConfigurationRoot configuration)
    {
        var known = KnownSections.All.SelectMany(SettingKeys.Of).Select(key => key.Key.Split(':')).ToArray();
        var sections = KnownSections.All.Select(section => section.Name).Concat(KnownSections.OfTheHost).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in configuration.Providers)
        {
            foreach (var key in Keys(provider, null))
            {
                var parts = key.Split(':');
                if (KnownSections.All.Any(section => section.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)))
                {
                    if (!known.Any(candidate => Fits(candidate, parts)))
                    {
                        yield return $"{key}: no worker reads this key{Nearest(known, key)}.";
                    }
                }
                else if (parts.Length > 1 && provider is not EnvironmentVariablesConfigurationProvider && !sections.Contains(parts[0]))
                {
                    // The environment has variables of anybody.
                    yield return $"{key}: no worker reads this section.";
                }
            }
        }
    }

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : ConfigurationPath.Combine(parent, child);
            if (provider.TryGet(key, out _))
            {
                yield return key;
            }

            foreach (var below in Keys(provider, key))
            {
                yield return below;
            }
        }
    }

    private static bool Fits(string[] known, string[] key) =>
        key.Length >= known.Length && known.Zip(key).All(pair => pair.First switch
        {
            "N" => int.TryParse(pair.Second, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "*" => true,
            _ => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase),
        }) && (key.Length == known.Length || known[^1] == "*");

    private static string Nearest(string[][] known, string key)
    {
        var nearest = known.Select(candidate => string.Join(':', candidate)).MinBy(candidate => Distance(candidate, key))!;
        return Distance(nearest, key) <= 3 ? $"; is {nearest} meant?" : "";
    }

    /// <summary>Edits from one text to another (Levenshtein), case aside.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[^1];
    }
}
