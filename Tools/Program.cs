Console.Error.WriteLine("sungov: no command yet");
return 2;
