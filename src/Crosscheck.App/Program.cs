using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Views;

if (args is not ["read", _, ..])
{
    Console.Error.WriteLine("usage: crosscheck read PATH...");
    return 2;
}
foreach (var path in args[1..])
    Console.Out.WriteLine(ReadingJson.Write(ReportReader.Read(PlainText.Parse(File.ReadAllText(path), path)), indented: false));
return 0;
