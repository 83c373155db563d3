using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Autocura.Support.Yardstick.Renaming;

/// <summary>A seeded one-to-one exchange of names and ports, and of the factors that quantities are multiplied by. What is not in the vocabulary stays.</summary>
internal sealed partial class NewNames
{
    private const int FirstPort = 20_000;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private static readonly HashSet<string> Parts = ["pd", "tikv", "tidb"];

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> ports = [];

    public NewNames(Vocabulary vocabulary, int seed)
    {
        var chance = new Random(seed);
        var taken = new HashSet<string>(vocabulary.Names);
        foreach (var name in vocabulary.Names.Order(StringComparer.Ordinal))
        {
            names[name] = New(chance, taken);
        }

        // An upper-case name is that of a variable, which a shell must be able to say.
        foreach (var name in vocabulary.Variables.Order(StringComparer.Ordinal))
        {
            names[name] = New(chance, taken).ToUpperInvariant();
        }

        var numbers = Enumerable.Range(FirstPort, vocabulary.Ports.Count).ToArray();
        chance.Shuffle(numbers);
        foreach (var (port, number) in vocabulary.Ports.Order().Zip(numbers))
        {
            ports[port] = number;
        }

        Memory = Factor(chance);
        Cpu = Factor(chance);
        Requests = Factor(chance);
        Time = Factor(chance);
    }

    public double Memory { get; }

    public double Cpu { get; }

    public double Requests { get; }

    public double Time { get; }

    /// <summary>True when this very word is exchanged.</summary>
    public bool Knows(string word) => names.ContainsKey(word);

    /// <summary>A text in which every word of the vocabulary, and every port, is exchanged.</summary>
    public string Text(string text) => Number().Replace(Word().Replace(text, word => Name(word.Value)), number => PortIn(number.Value));

    /// <summary>A number of a port.</summary>
    public int Port(int port) => ports.GetValueOrDefault(port, port);

    /// <summary>An image, of which the words that tell of a processor or of absence stay.</summary>
    public string Image(string image)
    {
        if (image.Contains('*', StringComparison.Ordinal) || Telling().IsMatch(image))
        {
            return image;
        }

        var colon = image.LastIndexOf(':');
        var (repository, tag) = colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..]) : (image, "latest");
        return $"registry.example/i{Coded(repository)}:r{Coded(tag)}";
    }

    private static string Coded(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private string Name(string word)
    {
        // An operator names what it makes after its resource and the part it is: the resource's name goes, the part stays, whoever mentions it.
        var dash = word.LastIndexOf('-');
        return dash > 0 && names.TryGetValue(word[..dash], out var owner) && Parts.Contains(word[(dash + 1)..])
            ? $"{owner}{word[dash..]}"
            : names.GetValueOrDefault(word, word);
    }

    private string PortIn(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && ports.TryGetValue(port, out var changed) ? changed.ToString(CultureInfo.InvariantCulture) : number;

    private static string New(Random chance, HashSet<string> taken)
    {
        string name;
        do
        {
            name = string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Consonants[chance.Next(Consonants.Length)]}{Vowels[chance.Next(Vowels.Length)]}"));
        }
        while (!taken.Add(name));
        return name;
    }

    private static double Factor(Random chance) => 0.85 + (0.4 * chance.NextDouble());

    [GeneratedRegex("[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[0-9]{3,5}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex("arm64|s390x|ppc64le|riscv64|nonexistent|does-not-exist|no-such-tag|busybox|nginx|pause|kube-apiserver")]
    private static partial Regex Telling();
}
