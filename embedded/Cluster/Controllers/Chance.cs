using System.Text;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Seeded chance without state: each draw is a function of the seed and of what it is drawn for. So the same seed gives the same cluster, whatever the
/// order in which things happen, and a restart draws again what it drew before.
/// </summary>
internal sealed class Chance(int seed)
{
    /// <summary>The letters and digits of generated names: no vowels, so that no word appears.</summary>
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Draw(string purpose) => (Mix(purpose) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A suffix as the API server generates for <c>generateName</c>.</summary>
    public string Suffix(string purpose, int length)
    {
        var bits = Mix(purpose);
        return string.Create(length, bits, static (letters, value) =>
        {
            foreach (ref var letter in letters)
            {
                letter = NameAlphabet[(int)(value % (ulong)NameAlphabet.Length)];
                value /= (ulong)NameAlphabet.Length;
            }
        });
    }

    /// <summary>A short hash in the letters of generated names, for <c>pod-template-hash</c>. It does not depend on the seed.</summary>
    public static string Hash(string text)
    {
        var digits = Fnv32(text).ToString();
        return string.Create(digits.Length, digits, static (letters, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                letters[i] = NameAlphabet[from[i] % NameAlphabet.Length];
            }
        });
    }

    private static uint Fnv32(string text)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }

    private ulong Mix(string purpose)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var letter in purpose)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebUL;
        return hash ^ (hash >> 31);
    }
}
