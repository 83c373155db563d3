using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// The simulated registries: what each image does. In a repository that the catalogue knows, only its tags exist; an image of any other repository exists
/// and behaves as the defaults say, so that <c>kubectl run</c> with an everyday image works.
/// </summary>
public sealed class ImageCatalog
{
    private const string File = "images.json";

    private readonly IReadOnlyList<ImageProfile> profiles;
    private readonly ConcurrentDictionary<string, Known> found = new();
    private readonly ConcurrentDictionary<string, ImageProfile> started = new();

    public ImageCatalog(IReadOnlyList<ImageProfile> profiles) => this.profiles = profiles;

    /// <summary>The catalogue in this assembly.</summary>
    public static ImageCatalog Load()
    {
        var folders = ApplicationFiles.Folders(File).OrderBy(folder => folder != ApplicationFiles.Cluster);
        List<ImageProfile> profiles = [.. folders.SelectMany(folder => ApplicationFiles.Read<List<ImageProfile>>(folder, File))];
        foreach (var profile in profiles)
        {
            // A field that no profile has is refused now, not when the process is first started.
            profile.Processes.Values.ToList().ForEach(process => ImageProcess.Overlaid(profile, process));
        }

        return new(profiles);
    }

    /// <summary>The profile of an image: the entry with its very name, or else the first whose pattern fits.</summary>
    public ImageProfile Find(string image) => Look(image).Profile;

    /// <summary>The profile as stages read it. Shared: do not change it.</summary>
    internal JsonObject FindJson(string image) => Look(image).Json;

    internal static ImageProfile Parse(JsonNode profile) => profile.Deserialize<ImageProfile>(ApplicationFiles.Strict)!;

    internal static JsonObject ToJson(ImageProfile profile) => JsonSerializer.SerializeToNode(profile, ApplicationFiles.Strict)!.AsObject();

    /// <summary>The profile of a container of this image, as its command and arguments make it.</summary>
    internal ImageProfile Find(string image, IReadOnlyList<string> command, IReadOnlyList<string> arguments) =>
        started.GetOrAdd($"{image}\n{string.Join('\n', command)}\n\n{string.Join('\n', arguments)}", _ => ImageProcess.Choose(Find(image), command, arguments));

    /// <summary>Whether a text fits a pattern in which <c>*</c> stands for any text.</summary>
    internal static bool Fits(string pattern, string text) => Matches(pattern, text);

    private Known Look(string image) => found.GetOrAdd(image, reference =>
    {
        var profile = Profile(reference);
        return new Known(profile, ToJson(profile));
    });

    private ImageProfile Profile(string reference)
    {
        var (repository, tag) = Split(reference);
        var tagged = $"{repository}:{tag}";
        if ((profiles.FirstOrDefault(profile => profile.Image == tagged) ?? profiles.FirstOrDefault(profile => Matches(profile.Image, tagged))) is { } known)
        {
            return known with { Image = reference };
        }

        var isKnownRepository = profiles.Any(profile => profile.Image != "*" && Split(profile.Image).Repository == repository);
        return new ImageProfile { Image = reference, Exists = !isKnownRepository };
    }

    private static (string Repository, string Tag) Split(string reference)
    {
        var name = reference.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, "latest");
    }

    private static bool Matches(string pattern, string reference)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == reference;
        }

        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var found = reference.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found > 0))
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return parts[^1].Length == 0 || reference.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private sealed record Known(ImageProfile Profile, JsonObject Json);
}
