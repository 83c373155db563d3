using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>Which process of an image a container runs: the image's own, or the one that its command names. A command that the image does not have cannot be started.</summary>
internal static class ImageProcess
{
    private static readonly string[] Shells = ["sh", "bash", "ash"];

    public static ImageProfile Choose(ImageProfile image, IReadOnlyList<string> command, IReadOnlyList<string> arguments)
    {
        var line = string.Join(' ', command.Concat(arguments));
        if (line.Length == 0)
        {
            return image;
        }

        var name = command.Count > 0 ? Path.GetFileName(command[0]) : "";
        foreach (var (pattern, instead) in image.Processes)
        {
            if (pattern.Contains('*') ? ImageCatalog.Fits(pattern, line) : pattern == name)
            {
                return Overlaid(image, instead);
            }
        }

        return command.Count == 0 ? image
            : image.Executables is { } known && !known.Contains(name) ? image with { StartError = Missing(command[0]) }
            : Shells.Contains(name) ? ShellScript.Run(image, line)
            : image;
    }

    /// <summary>The profile with the fields that an alternative gives. Fails on a field that no profile has.</summary>
    public static ImageProfile Overlaid(ImageProfile image, JsonObject instead)
    {
        var profile = ImageCatalog.ToJson(image);
        foreach (var (name, value) in instead)
        {
            profile[name] = value?.DeepClone();
        }

        try
        {
            return ImageCatalog.Parse(profile);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"Image {image.Image}, processes: {wrong.Message}", wrong);
        }
    }

    private static string Missing(string command) =>
        "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
        + (command.Contains('/')
            ? $"error during container init: exec: \"{command}\": stat {command}: no such file or directory: unknown"
            : $"error during container init: exec: \"{command}\": executable file not found in $PATH: unknown");
}
