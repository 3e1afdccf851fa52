using Spectre.Console;

namespace Samples.VisualQuestions;

/// <summary>How many questions of each kind are answered well.</summary>
internal static class AnswerTable
{
    /// <returns>The accuracy over all questions.</returns>
    public static double Print(IReadOnlyList<Question> questions, int[] answers)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("questions about").AddColumn("such as").AddColumn(new TableColumn("accuracy").RightAligned());
        foreach (var kind in questions.Select((question, i) => (question, Right: question.Answer == answers[i])).GroupBy(entry => entry.question.Kind).OrderBy(kind => kind.Key))
            table.AddRow(kind.Key, kind.First().question.Text, $"{kind.Average(entry => entry.Right ? 1.0 : 0.0):0.000}");
        AnsiConsole.Write(table);
        return questions.Select((question, i) => question.Answer == answers[i] ? 1.0 : 0.0).Average();
    }
}
