using System.Globalization;
using Autocura.Guardrails.Facts;

namespace Autocura.Guardrails;

/// <summary>How many different people must approve: what the administrator set, or more where an annotation asks for more.</summary>
public static class Quorum
{
    /// <summary>More than these nobody could gather.</summary>
    public const int Most = 5;

    public static int Of(PlanUnderReview review) => Words(review.Facts.Targets.Value ?? [])
        .Select(word => Parse(word.Value) ?? Most)
        .Append(review.Settings.Review.Approvers)
        .Max();

    /// <summary>The first word that is no number of people; null when all are.</summary>
    public static string? Unreadable(IReadOnlyList<TargetView> targets) =>
        Words(targets).Where(word => Parse(word.Value) is null).Select(word => $"{Annotations.Approvals} on {word.Whose} is \"{word.Value}\", which is no number from 1 to {Most}").FirstOrDefault();

    private static int? Parse(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;

    private static IEnumerable<(string Whose, string Value)> Words(IReadOnlyList<TargetView> targets) => targets.SelectMany(target => new[]
    {
        ($"{target.Ref}", target.Annotations.GetValueOrDefault(Annotations.Approvals)),
        ($"Namespace {target.Ref.Namespace}", target.NamespaceAnnotations.GetValueOrDefault(Annotations.Approvals)),
    }).Where(word => word.Item2 is not null).Select(word => (word.Item1, word.Item2!));
}
