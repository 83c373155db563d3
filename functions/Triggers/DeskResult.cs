using Autocura.Dashboard;
using Microsoft.AspNetCore.Mvc;

namespace Autocura.Triggers;

/// <summary>What a person is answered who asked for something to be done.</summary>
internal static class DeskResult
{
    public static IActionResult Of(DeskAnswer answer, object done) => answer switch
    {
        { Problem.Length: 0 } => new OkObjectResult(done),
        { MayComeRight: true } => ProblemAnswer.Unavailable(answer.Problem),
        _ => ProblemAnswer.Refused(answer.Problem),
    };
}
