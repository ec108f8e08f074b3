Attribute VB_Name = "ThiduaCore"
Option Explicit

' Runs the Python of one button. Whatever happens to it, Excel is usable afterwards
' and the person reads one plain sentence; ThiduaWords holds the sentences.

Private Const NO_TIME_LIMIT As Long = 0
Private Const EXCLAMATION As Long = 48

Public Sub ThiduaPress(ByVal pythonCommand As String)
    If ActiveWorkbook Is Nothing Then
        Say WORDS_NO_WORKBOOK
        Exit Sub
    End If
    On Error GoTo Failed
    ' On a Mac RunPython returns at once and xlwings clears the bar itself.
    #If Not Mac Then
        Application.StatusBar = Spoken(WORDS_STARTING)
    #End If
    If RunPython(pythonCommand) = -1 Then Say WORDS_NO_PYTHON
    #If Not Mac Then
        Recover
    #End If
    Exit Sub
Failed:
    Dim reason As String
    reason = Err.Description
    Recover
    Say WORDS_NO_PYTHON, reason
End Sub

Private Sub Recover()
    On Error Resume Next
    Application.ScreenUpdating = True
    Application.StatusBar = False
End Sub

Private Sub Say(ByVal words As String, Optional ByVal reason As String = "")
    Dim sentence As String
    sentence = Spoken(words)
    If Len(reason) > 0 Then sentence = sentence & " (" & reason & ")"
    #If Mac Then
        MsgBox sentence, vbExclamation, Spoken(WORDS_TITLE)
    #Else
        ' MsgBox would show Vietnamese letters as question marks.
        Dim host As Object
        Set host = CreateObject("WScript.Shell")
        host.Popup sentence, NO_TIME_LIMIT, Spoken(WORDS_TITLE), EXCLAMATION
    #End If
End Sub

' This source is not Unicode: letters beyond ASCII stand as \u and four hexadecimal digits.
Public Function Spoken(ByVal escaped As String) As String
    Dim pieces() As String
    Dim number As Long
    pieces = Split(escaped, "\u")
    Spoken = pieces(0)
    For number = 1 To UBound(pieces)
        Spoken = Spoken & ChrW$(CLng("&H" & Left$(pieces(number), 4))) & Mid$(pieces(number), 5)
    Next number
End Function
